import { FormattedMessage } from 'react-intl';
import type { CheckLine } from '../../../shared/ipc/checks-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { Icon } from '../../components/icon.tsx';

/** In the order of what matters to people. */
const tried = ['date', 'keyword', 'large', 'letters', 'dot', 'characters', 'multiAppend', 'copy'] as const;

/** What the write test found out about the new mailbox, one sentence each. Nothing where nothing was tried. */
export function Abilities({ values }: Pick<CheckLine, 'values'>): React.JSX.Element | null {
  const found = tried.filter((name) => typeof values[name] === 'string');
  if (found.length === 0) return null;
  return (
    <>
      <h4 className="abilities__title">
        <FormattedMessage id="checks.ability.title" />
      </h4>
      <ul className="abilities">
        {found.map((name) => {
          const isKept = values[name] === 'kept';
          return (
            <li key={name} className={isKept ? 'abilities__one' : 'abilities__one abilities__one--not'}>
              <Icon name={isKept ? 'check' : 'note'} />
              <span>
                <FormattedMessage
                  id={`checks.ability.${name}.${isKept ? 'yes' : 'no'}`}
                  values={{ characters: <Foreign text={String(values['refusedCharacters'] ?? '')} /> }}
                />
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
