import { bad, no, ok, type Outcome } from '../outcome.ts';
import { parseKeys, type KeyCursor } from '../search-keys.ts';
import type { Session } from '../session.ts';
import { keywordOf, stringOf, type Value } from '../values.ts';

/** SEARCH and UID SEARCH (RFC 9051 6.4.4), answered with SEARCH. */
export async function search(session: Session, args: readonly Value[], byUid: boolean): Promise<Outcome> {
  const selected = session.requireSelected();
  const cursor: KeyCursor = { selected, values: args, at: 0 };
  if (keywordOf(args[0]) === 'RETURN') throw bad('ESEARCH is not offered');
  if (keywordOf(args[0]) === 'CHARSET') {
    if (!/^(utf-8|us-ascii)$/i.test(stringOf(args[1]))) throw no('[BADCHARSET (UTF-8 US-ASCII)] Unknown charset');
    cursor.at = 2;
  }
  const test = parseKeys(cursor);
  const found: number[] = [];
  for (const [index, message] of selected.messages.entries()) {
    const sequence = index + 1;
    if (!message.expunged && test({ sequence, message })) found.push(byUid ? message.uid : sequence);
  }
  await session.untagged(['SEARCH', ...found.map(String)].join(' '));
  return ok('SEARCH completed');
}
