import { FormattedMessage } from 'react-intl';
import { Notice } from '../../components/notice.tsx';

/** What becomes of Gmail's labels, told before somebody wonders about the numbers. */
export function LabelsNote(): React.JSX.Element {
  return (
    <Notice tone="info" title={<FormattedMessage id="folders.gmail.title" />}>
      <p>
        <FormattedMessage id="folders.gmail.text" />
      </p>
    </Notice>
  );
}
