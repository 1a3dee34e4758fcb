import type { FolderRow } from '../../../shared/ipc/folders-view.ts';

/** Whether a folder has another name because two would have met under the one it had. */
export function isMeeting(reason: FolderRow['renamed'][number]): boolean {
  return reason === 'taken' || reason === 'collision';
}
