import { parseSequenceSet } from '../../../shared/sequence-set.ts';
import { bad } from './outcome.ts';
import type { Numbered, SelectedMailbox } from './selected-mailbox.ts';
import type { StoredMessage } from './stored-mailbox.ts';

/**
 * The messages a set means, ascending and each once, gone ones left out. UIDs nobody has are no error (RFC 9051 6.4.9),
 * sequence numbers beyond the end are. One at a time, as a set may mean hundreds of thousands.
 */
export function* messagesInSet(selected: SelectedMailbox, text: string, byUid: boolean): Generator<Numbered, void> {
  const view = selected.messages;
  let next = 0;
  for (const [first, last] of indexRanges(view, text, byUid)) {
    for (let index = Math.max(first, next); index <= last; index += 1) {
      const message = view[index];
      if (message !== undefined && !message.expunged) yield { sequence: index + 1, message };
    }
    next = Math.max(next, last + 1);
  }
}

/** First and last position in the view of each range of the set, ascending by the first. */
function indexRanges(view: readonly StoredMessage[], text: string, byUid: boolean): [number, number][] {
  const ranges = parseSequenceSet(text);
  if (ranges === null) throw bad('Invalid message set');
  const highest = byUid ? (view.at(-1)?.uid ?? 0) : view.length;
  const indexes = ranges.map(({ first, last }): [number, number] => {
    // With `*` the highest number is meant, from whichever side (RFC 9051 9, seq-range).
    const low = last === '*' ? Math.min(first, highest) : first;
    const high = last === '*' ? highest : last;
    if (byUid) return [firstFrom(view, low), firstFrom(view, high + 1) - 1];
    if (last !== '*' && high > view.length) throw bad('No such message');
    return [Math.max(low, 1) - 1, high - 1];
  });
  return indexes.toSorted(([a], [b]) => a - b);
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
