import { badResponse } from './bad-response.ts';
import type { Connection } from './connection.ts';
import type { CommandValue, ParsedResponse } from './imapflow-internals.ts';
import { numberOf, textOf, uint32Of } from './response-values.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const atom = (value: string): CommandValue => ({ type: 'ATOM', value });

/**
 * Counts messages of the open mailbox by INTERNALDATE (SEARCH SINCE, RFC 9051 6.4.4, which disregards time and zone); only a number travels
 * where the server can (ESEARCH, RFC 4731). See {@link MailSession.countSince}.
 */
export async function countSince(connection: Connection, since: number): Promise<number | null> {
  const counts: number[] = [];
  const asNumber = connection.capabilities.has('ESEARCH');
  const { code } = await connection.run(
    'UID SEARCH',
    [...(asNumber ? [atom('RETURN'), [atom('COUNT')]] : []), atom('SINCE'), atom(dayOf(since))],
    {
      occasion: 'FETCH',
      untagged: {
        ESEARCH: (response) => void counts.push(countIn(response, connection)),
        SEARCH: (response) => void counts.push(uidsIn(response, connection)),
      },
    },
  );
  // It looked at some of the messages only (RFC 9738).
  if (code === 'MESSAGELIMIT') return null;
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

/** A day in UTC as SEARCH writes it, `1-Feb-1994`. */
function dayOf(moment: number): string {
  const date = new Date(moment);
  return [date.getUTCDate(), MONTHS[date.getUTCMonth()] ?? '', date.getUTCFullYear()].join('-');
}

function countIn({ attributes = [] }: ParsedResponse, { side }: Connection): number {
  const at = attributes.findIndex((value) => textOf(value)?.toUpperCase() === 'COUNT');
  const count = at < 0 ? null : numberOf(attributes[at + 1]);
  if (count === null) throw badResponse('ESEARCH without a count', side);
  return count;
}

function uidsIn({ attributes = [] }: ParsedResponse, { side }: Connection): number {
  // Some servers end the list with a mod-sequence in parentheses (RFC 7162 3.1.5).
  const uids = attributes.filter((value) => !Array.isArray(value));
  if (uids.some((uid) => !uint32Of(uid))) throw badResponse('SEARCH with something that is no UID', side);
  return uids.length;
}
