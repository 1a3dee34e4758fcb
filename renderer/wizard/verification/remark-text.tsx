import { FormattedMessage } from 'react-intl';
import type { Remark } from './remarks.ts';

/** A remark in words. */
export function RemarkText({ remark }: { readonly remark: Remark }): React.JSX.Element {
  return (
    <span className={`remark remark--${remark.kind}`}>
      <Words remark={remark} />
    </span>
  );
}

function Words({ remark }: { readonly remark: Remark }): React.JSX.Element {
  switch (remark.kind) {
    case 'skipped':
      return <FormattedMessage id={`verification.remark.skipped.${remark.by}`} values={{ count: remark.count }} />;
    case 'incomplete':
      return <FormattedMessage id="verification.remark.incomplete" />;
    case 'renamed':
      return <FormattedMessage id={`verification.renamed.${remark.reason}`} />;
    case 'failed':
    case 'waiting':
    case 'altered':
    case 'alreadyThere':
    case 'keywords':
      return <FormattedMessage id={`verification.remark.${remark.kind}`} values={{ count: remark.count }} />;
  }
}
