import type { IndexedMessage, MailSession } from '../ports.ts';

/** More gaps than this are not asked for one by one. */
const MOST_GAPS = 200;

/**
 * Lists messages of the open mailbox, from one UID up to another, that are not among those known: nearly always none, which the numbers alone
 * tell. There may be as many as another computer has copied: whoever hears of them keeps no more than needed.
 * @param known UIDs in that range
 */
export async function listNewcomers(
  session: MailSession,
  known: ReadonlySet<number>,
  { from, uidNext }: { readonly from: number; readonly uidNext: number },
  onNewcomer: (message: IndexedMessage) => void,
): Promise<void> {
  const gaps = gapsIn(known, from, uidNext);
  if (gaps.length === 0) return;
  const set = gaps.length > MOST_GAPS ? `${String(from)}:${String(uidNext - 1)}` : gaps.join(',');
  await session.fetchIndex(set, false, (message) => {
    if (message.uid >= from && !known.has(message.uid)) onNewcomer(message);
  });
}

/** The UIDs in between, as parts of a sequence set. */
function gapsIn(known: ReadonlySet<number>, from: number, uidNext: number): string[] {
  const gaps: string[] = [];
  let next = from;
  for (const uid of [...[...known].toSorted((one, other) => one - other), uidNext]) {
    if (uid > next) gaps.push(uid - 1 === next ? String(next) : `${String(next)}:${String(uid - 1)}`);
    next = Math.max(next, uid + 1);
  }
  return gaps;
}
