import { FormattedMessage, useIntl } from 'react-intl';
import { assertNever } from '../../../shared/assert-never.ts';
import { sanitizeDisplay } from '../../../shared/sanitize-display.ts';
import { Foreign } from '../../components/foreign.tsx';
import { Icon } from '../../components/icon.tsx';
import type { FolderTreeRowProps } from './folder-tree-row.tsx';
import { isMeeting } from './is-meeting.ts';
import { noteKinds, type NoteKind } from './note-kinds.ts';
import { RenameReasons } from './rename-reasons.tsx';
import { TogetherChoice } from './together-choice.tsx';

/** What is worth knowing of where a folder goes: why it has another name, whom it meets there, why the name is settled. */
export function RowNotes(props: FolderTreeRowProps): React.JSX.Element {
  return (
    <>
      {noteKinds(props.row).map((kind) => (
        <span key={kind} className={`tree__note tree__note--${kind}`}>
          {(kind === 'unopened' || kind === 'wanted' || kind === 'apart' || kind === 'collision') && (
            <Icon name="note" />
          )}
          <span>
            <Note {...props} kind={kind} />
            {(kind === 'together' || kind === 'collision') && <TogetherChoice {...props} />}
          </span>
        </span>
      ))}
    </>
  );
}

function Note(props: FolderTreeRowProps & { readonly kind: NoteKind }): React.JSX.Element {
  const { kind, row, namesake, partner } = props;
  switch (kind) {
    case 'unopened':
      return <FormattedMessage id="folders.unopened" />;
    case 'wanted':
      return <Wanted {...props} />;
    case 'apart':
      return <Apart {...props} />;
    case 'together':
      return <FormattedMessage id="folders.together" values={{ other: <Quoted text={partner?.name ?? ''} /> }} />;
    case 'collision':
      if (!namesake) return <RenameReasons reasons={row.renamed.filter(isMeeting)} />;
      return (
        <FormattedMessage
          id="folders.collision"
          values={{ other: <Quoted text={namesake.name} />, name: <Quoted text={row.name} /> }}
        />
      );
    case 'renamed':
      return <RenameReasons reasons={row.renamed.filter((reason) => reason !== 'role' && !isMeeting(reason))} />;
    case 'role':
      return <FormattedMessage id="folders.row.role.match" />;
    case 'exists':
      return <FormattedMessage id="folders.row.exists.text" />;
    case 'started':
      return <FormattedMessage id={row.mergeInto === null ? 'folders.row.started' : 'folders.row.started.together'} />;
    default:
      return assertNever(kind);
  }
}

/** A name that could not be had, and the one that is used instead. */
function Wanted({ row, answered }: FolderTreeRowProps): React.JSX.Element {
  const intl = useIntl();
  const why = intl.formatMessage({ id: `folders.name.${row.nameProblem ?? 'cannot-hold'}` });
  // The one text here that a person typed and no server: as clean as the others.
  const typed = sanitizeDisplay(answered ?? '');
  const values = { wanted: <Quoted text={typed} />, why, used: <Quoted text={row.destinationName} /> };
  return <FormattedMessage id="folders.row.wanted" values={values} />;
}

/** Two folders that stay two against the person's wish. */
function Apart({ row, partner }: FolderTreeRowProps): React.JSX.Element {
  const intl = useIntl();
  const why = intl.formatMessage({ id: `folders.apart.${row.mergeProblem ?? 'missing'}` });
  if (partner === null) return <>{why}</>;
  return <FormattedMessage id="folders.apart" values={{ other: <Quoted text={partner.name} />, why }} />;
}

function Quoted({ text }: { readonly text: string }): React.JSX.Element {
  return <FormattedMessage id="folders.quoted" values={{ name: <Foreign text={text} /> }} />;
}
