import type { FolderRow } from '../../../shared/ipc/folders-view.ts';
import { isMeeting } from './is-meeting.ts';

/** What is told of a row besides its new name. */
export type NoteKind =
  'unopened' | 'wanted' | 'apart' | 'together' | 'collision' | 'renamed' | 'role' | 'exists' | 'started';

/** What there is to tell of where a folder goes, the most important first. */
export function noteKinds(row: FolderRow): readonly NoteKind[] {
  const notes: NoteKind[] = [];
  const isByRole = row.renamed.includes('role');
  if (row.unopened) notes.push('unopened');
  if (row.nameProblem !== null) notes.push('wanted');
  if (row.mergeProblem !== null) notes.push('apart');
  if (row.mergeInto !== null) notes.push('together');
  if (row.renamed.some(isMeeting)) notes.push('collision');
  if (row.renamed.some((reason) => reason !== 'role' && !isMeeting(reason))) notes.push('renamed');
  if (isByRole && row.renamed.length === 1) notes.push('role');
  else if (row.exists && row.role === null && row.mergeInto === null) notes.push('exists');
  if (row.started) notes.push('started');
  return notes;
}
