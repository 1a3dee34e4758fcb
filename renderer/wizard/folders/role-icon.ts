import type { FolderRow } from '../../../shared/ipc/folders-view.ts';
import type { IconName } from '../../components/icon.tsx';

const icons: Readonly<Record<NonNullable<FolderRow['role']>, IconName>> = {
  inbox: 'inbox',
  sent: 'sent',
  drafts: 'draft',
  archive: 'archive',
  junk: 'spam',
  trash: 'trash',
  all: 'mail',
  flagged: 'star',
  important: 'label',
};

/** The drawing for what a folder is for. */
export function roleIcon(role: FolderRow['role']): IconName {
  return role === null ? 'folder' : icons[role];
}
