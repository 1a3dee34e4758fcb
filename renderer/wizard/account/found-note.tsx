import { FormattedMessage } from 'react-intl';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import { Foreign } from '../../components/foreign.tsx';
import { isNothingFound, isUnsure, type AccountForm } from './account-form.ts';

/** How a server was found where the directory knows nobody, and how sure that is. Nothing of a server that the person named. */
export function FoundNote(props: { readonly form: AccountForm; readonly domain: string }): React.JSX.Element | null {
  const { form, domain } = props;
  const id = noteOf(form);
  return (
    id && (
      <p className="quiet">
        <FormattedMessage id={id} values={{ domain: <Foreign text={domain} /> }} />
      </p>
    )
  );
}

function noteOf(form: AccountForm): MessageId | null {
  if (isNothingFound(form)) return 'account.nothing.text';
  if (form.source === 'guessed') return 'account.guessed.text';
  if (form.source !== 'published') return null;
  return isUnsure(form) ? 'account.published.unsure.text' : 'account.published.text';
}
