import { parseSequenceSet } from '../../../shared/sequence-set.ts';
import { bad } from './outcome.ts';
import type { Numbered, SelectedMailbox } from './selected-mailbox.ts';
import type { StoredMessage } from './stored-mailbox.ts';

/**
 * The messages a set means, ascending and each once, gone ones left out. UIDs nobody has are no error (RFC 9051 6.4.9),
 * sequence numbers beyond the end are.
 */
export function messagesInSet(selected: SelectedMailbox, text: string, byUid: boolean): Numbered[] {
  const found = new Set<number>();
  for (const [first, last] of indexRanges(selected.messages, text, byUid)) {
    for (let index = first; index <= last; index += 1) found.add(index);
  }
  const indexes = [...found].sort((a, b) => a - b);
  const numbered: Numbered[] = [];
  for (const index of indexes) {
    const message = selected.messages[index];
    if (message !== undefined && !message.expunged) numbered.push({ sequence: index + 1, message });
  }
  return numbered;
}

/** First and last position in the view of each range of the set. */
function indexRanges(view: readonly StoredMessage[], text: string, byUid: boolean): [number, number][] {
  const ranges = parseSequenceSet(text);
  if (ranges === null) throw bad('Invalid message set');
  const highest = byUid ? (view.at(-1)?.uid ?? 0) : view.length;
  const indexes: [number, number][] = [];
  for (const range of ranges) {
    const end = range.last === '*' ? highest : range.last;
    const low = Math.min(range.first, end);
    const high = Math.max(range.first, end);
    if (byUid) indexes.push([firstFrom(view, low), firstFrom(view, range.last === '*' ? highest + 1 : high + 1) - 1]);
    else if (range.last !== '*' && high > view.length) throw bad('No such message');
    else indexes.push([Math.max(low, 1) - 1, Math.min(high, view.length) - 1]);
  }
  return indexes;
}

/** Position of the first message whose UID is at least `uid`. */
function firstFrom(view: readonly StoredMessage[], uid: number): number {
  let low = 0;
  let high = view.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((view[middle]?.uid ?? 0) < uid) low = middle + 1;
    else high = middle;
  }
  return low;
}
