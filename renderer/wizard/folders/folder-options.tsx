import { FormattedMessage, useIntl } from 'react-intl';
import type { FolderChoices, FolderRow } from '../../../shared/ipc/folders-view.ts';
import { Switch } from '../../components/switch.tsx';
import { changeKind } from './change-kind.ts';
import type { Choose } from './folder-chooser.tsx';
import type { FolderTreeFacts } from './folder-tree-facts.ts';
import { SinceOption } from './since-option.tsx';

/** What goes along of what not everybody wants: old messages, spam, trash. */
export function FolderOptions(props: {
  readonly facts: FolderTreeFacts;
  readonly choices: FolderChoices;
  readonly choose: Choose;
}): React.JSX.Element {
  const { facts, choices, choose } = props;
  const intl = useIntl();
  return (
    <div className="folders__options" role="group" aria-label={intl.formatMessage({ id: 'folders.which' })}>
      <p className="choice__label" aria-hidden="true">
        <FormattedMessage id="folders.which" />
      </p>
      <KindSwitch kind="spam" rows={facts.spam} choices={choices} choose={choose} />
      <KindSwitch kind="trash" rows={facts.trash} choices={choices} choose={choose} />
      <SinceOption since={choices.since} onChange={(since) => void choose({ ...choices, since })} />
    </div>
  );
}

function KindSwitch(props: {
  readonly kind: 'spam' | 'trash';
  readonly rows: readonly FolderRow[];
  readonly choices: FolderChoices;
  readonly choose: Choose;
}): React.JSX.Element | null {
  const { kind, rows, choices, choose } = props;
  if (rows.length === 0) return null;
  const count = rows.reduce((sum, row) => sum + row.messages, 0);
  return (
    <Switch
      isSelected={choices[kind]}
      onChange={(include) => void choose(changeKind(choices, rows, { kind, include }))}
    >
      <FormattedMessage id={`folders.${kind}`} />{' '}
      <span className="folders__count">
        <FormattedMessage id="folders.kind.count" values={{ count }} />
      </span>
    </Switch>
  );
}
