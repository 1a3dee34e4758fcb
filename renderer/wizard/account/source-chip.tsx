import { FormattedMessage } from 'react-intl';
import { Chip } from '../../components/chip.tsx';
import { isUnsure, type AccountForm } from './account-form.ts';

/** Where the server's settings come from. */
export function SourceChip({ form }: { readonly form: AccountForm }): React.JSX.Element {
  switch (form.source) {
    case 'known':
      return isUnsure(form) ? (
        <Chip tone="warn" icon="note">
          <FormattedMessage id="account.source.known.unsure" />
        </Chip>
      ) : (
        <Chip tone="good" icon="check">
          <FormattedMessage id="account.source.known" />
        </Chip>
      );
    case 'published':
      return isUnsure(form) ? (
        <Chip tone="warn" icon="note">
          <FormattedMessage id="account.source.published.unsure" />
        </Chip>
      ) : (
        <Chip tone="info" icon="globe">
          <FormattedMessage id="account.source.published" />
        </Chip>
      );
    case 'guessed':
      return (
        <Chip tone="warn" icon="note">
          <FormattedMessage id="account.source.guessed" />
        </Chip>
      );
    default:
      return (
        <Chip tone="info" icon="person">
          <FormattedMessage id="account.source.typed" />
        </Chip>
      );
  }
}
