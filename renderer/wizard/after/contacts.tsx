import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { PageButton } from './page-button.tsx';
import { providerKey } from './provider-key.ts';

const kinds = ['contacts', 'calendar', 'filters', 'aliases'] as const;

/** How everything that is not mail is brought along. */
export function Contacts({ move }: { readonly move: MoveView }): React.JSX.Element {
  const pages = move.source?.provider?.pages;
  return (
    <>
      <p>
        <FormattedMessage id="after.contacts.where" values={{ provider: providerKey(move.source) }} />
      </p>
      <PageButton url={pages?.help} />
      <dl className="after-facts">
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>
              <FormattedMessage id={`after.contacts.${kind}`} />
            </dt>
            <dd>
              <FormattedMessage id={`after.contacts.${kind}.text`} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
