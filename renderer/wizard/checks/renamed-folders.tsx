import { FormattedMessage } from 'react-intl';
import type { CheckLine } from '../../../shared/ipc/checks-view.ts';
import { renameReason } from '../../../shared/ipc/fields.ts';
import { Foreign } from '../../components/foreign.tsx';
import { Icon } from '../../components/icon.tsx';
import { RenameReasons } from '../folders/rename-reasons.tsx';

/** Folders that get another name: from, to, and why. */
export function RenamedFolders({ items }: { readonly items: CheckLine['items'] }): React.JSX.Element {
  return (
    <ul className="check-items">
      {items.map(({ from, to, reasons }) => (
        <li key={String(from)} className="check-items__rename">
          <span className="check-items__names">
            <Foreign text={String(from)} />
            <Icon name="arrow" />
            <span className="visually-hidden">
              <FormattedMessage id="folders.row.goesTo" />
            </span>
            <Foreign text={String(to)} />
          </span>
          <span className="quiet">
            <RenameReasons reasons={reasonsOf(reasons)} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function reasonsOf(text: unknown): readonly (typeof renameReason.options)[number][] {
  return typeof text === 'string' ? renameReason.options.filter((reason) => text.split(',').includes(reason)) : [];
}
