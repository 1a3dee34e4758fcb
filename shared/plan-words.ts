import type { LeftOut, RenameReason } from './model/plan.ts';

const renameWords: Readonly<Record<RenameReason, string>> = {
  role: 'same purpose',
  'delimiter-in-name': 'the name contains the separator of the new server',
  'reserved-characters': 'characters the new server does not take',
  'reserved-name': 'a name the new server keeps for itself',
  'too-long': 'too long for the new server',
  'too-deep': 'too deep for the new server',
  collision: 'differs from another name only by case or accents',
};

const leftOutWords: Readonly<Record<LeftOut['reason'], string>> = {
  spam: 'spam',
  trash: 'trash',
  virtual: 'shows messages of other mailboxes',
  'not-selectable': 'holds no messages',
  excluded: 'left out by choice',
  'not-included': 'not chosen',
  'status-refused': 'the old server does not open it',
};

/** Why a mailbox stays behind, in a few words. */
export function leftOutText(reason: LeftOut['reason']): string {
  return leftOutWords[reason];
}

/** Why a mailbox gets another name, in a few words. */
export function renameText(reasons: readonly RenameReason[]): string {
  return reasons.map((reason) => renameWords[reason]).join(', ');
}
