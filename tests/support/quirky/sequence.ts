import type { Held } from './mailbox.ts';
import type { Session } from './session.ts';

/** A message with the number by which a client knows it. */
export interface Numbered {
  readonly sequence: number;
  readonly message: Held;
}

/**
 * The messages of the open mailbox that a sequence set names (RFC 9051 9, `sequence-set`), ascending; those that others have removed are not
 * among them.
 * @param byUid whether the set is of UIDs
 */
export function named(session: Session, set: string, byUid: boolean): readonly Numbered[] {
  const here = new Set(session.mailbox?.messages);
  const all = session.view.map((message, index) => ({ sequence: index + 1, message }));
  const numberOf = ({ sequence, message }: Numbered): number => (byUid ? message.uid : sequence);
  const highest = all.reduce((most, one) => Math.max(most, numberOf(one)), 0);
  const ranges = set.split(',').map((range) => {
    const ends = range.split(':').map((end) => (end === '*' ? highest : Number(end)));
    return { low: Math.min(...ends), high: Math.max(...ends) };
  });
  return all.filter((one) => {
    const number = numberOf(one);
    return here.has(one.message) && ranges.some(({ low, high }) => number >= low && number <= high);
  });
}
