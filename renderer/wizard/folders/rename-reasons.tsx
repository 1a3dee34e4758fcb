import { useIntl } from 'react-intl';
import type { FolderRow } from '../../../shared/ipc/folders-view.ts';

/** Why a folder gets another name, in words. Nothing where there is no reason to tell. */
export function RenameReasons({
  reasons,
}: {
  readonly reasons: readonly FolderRow['renamed'][number][];
}): React.JSX.Element | null {
  const intl = useIntl();
  if (reasons.length === 0) return null;
  const words = reasons.map((reason) => intl.formatMessage({ id: `folders.reason.${reason}` }));
  const list = intl.formatList(words, { type: 'conjunction' });
  return <>{intl.formatMessage({ id: 'folders.renamed' }, { reasons: list })}</>;
}
