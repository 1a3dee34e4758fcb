import { FormattedMessage } from 'react-intl';
import type { CheckLine } from '../../../shared/ipc/checks-view.ts';
import { Details } from '../../components/disclosure.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { LargeMessage } from './large-message.tsx';
import { RenamedFolders } from './renamed-folders.tsx';

/** What a check is about, one by one, for who wants to look: folders, messages. Nothing where there is nothing to show. */
export function CheckItems({ line }: { readonly line: CheckLine }): React.JSX.Element | null {
  const { id, items, values } = line;
  if (items.length === 0 || (id !== 'counted' && id !== 'too-large' && id !== 'names')) return null;
  const told = id === 'counted' ? values['refused'] : values['count'];
  const count = Math.max(items.length, typeof told === 'number' ? told : 0);
  const kind = id === 'counted' ? 'uncounted' : id;
  return (
    <Details summary={<FormattedMessage id={`checks.items.${kind}`} values={{ count }} />}>
      {id === 'names' ? <RenamedFolders items={items} /> : <ItemList line={line} />}
      {count > items.length && (
        <p className="quiet">
          <FormattedMessage id="checks.items.more" values={{ count: count - items.length }} />
        </p>
      )}
    </Details>
  );
}

function ItemList({ line }: { readonly line: CheckLine }): React.JSX.Element {
  return (
    <ul className="check-items">
      {line.items.map((item, index) => (
        <li key={index}>
          {line.id === 'too-large' ? <LargeMessage item={item} /> : <Foreign text={itemText(item, 'mailbox')} />}
        </li>
      ))}
    </ul>
  );
}

/** One fact of an item, as text; empty where it is not told. */
export function itemText(item: CheckLine['items'][number], name: string): string {
  const value = item[name];
  return typeof value === 'string' ? value : '';
}
