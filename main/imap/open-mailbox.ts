import type { OpenMailbox } from '../engine/ports.ts';
import { badResponse } from './bad-response.ts';
import type { Connection } from './connection.ts';
import type { CommandValue, ParsedResponse } from './imapflow-internals.ts';
import { modseqOf, textsOf, uint32Of } from './response-values.ts';
import { readAnswer, type ServerAnswer } from './server-answer.ts';

interface Gathered {
  exists: number;
  uidValidity: number | null;
  uidNext: number | null;
  highestModseq: bigint | null;
  permanentFlags: string[] | null;
}

/**
 * Opens a mailbox with EXAMINE on a source, which cannot change even a flag, and with SELECT on a destination.
 * @param before commands to send along, see Wire.request
 */
export async function openMailbox(
  connection: Connection,
  mailbox: CommandValue,
  before: readonly string[] = [],
): Promise<OpenMailbox> {
  const gathered: Gathered = { exists: 0, uidValidity: null, uidNext: null, highestModseq: null, permanentFlags: null };
  const { capabilities, side } = connection;
  // Some servers count mod-sequences only once they are asked for (RFC 7162 3.1.8).
  const parameters: CommandValue[] = capabilities.has('CONDSTORE') ? [[{ type: 'ATOM', value: 'CONDSTORE' }]] : [];
  await connection.run(side === 'source' ? 'EXAMINE' : 'SELECT', [mailbox, ...parameters], {
    occasion: 'OPEN',
    before,
    untagged: {
      EXISTS: (response) => {
        gathered.exists = readCount(response, connection);
      },
      OK: (response) => readCode(readAnswer(response), gathered),
    },
  });
  const { uidValidity, uidNext, ...rest } = gathered;
  if (uidValidity === null || uidValidity === 0) throw badResponse('no UIDVALIDITY', connection.side);
  return { ...rest, uidValidity, uidNext: uidNext ?? (await nextAfterHighest(connection, gathered.exists)) };
}

function readCount(response: ParsedResponse, connection: Connection): number {
  const count = uint32Of({ type: 'ATOM', value: response.command });
  if (count === null) throw badResponse('EXISTS without a number', connection.side);
  return count;
}

function readCode({ code, codeValues }: ServerAnswer, gathered: Gathered): void {
  if (code === 'UIDVALIDITY') gathered.uidValidity = uint32Of(codeValues[0]);
  else if (code === 'UIDNEXT') gathered.uidNext = uint32Of(codeValues[0]) || null;
  else if (code === 'HIGHESTMODSEQ') gathered.highestModseq = modseqOf(codeValues[0]) || null;
  else if (code === 'PERMANENTFLAGS') gathered.permanentFlags = textsOf(codeValues[0]);
}

/** UIDNEXT is optional in IMAP4rev1: ask for the UID of the last message. */
async function nextAfterHighest(connection: Connection, exists: number): Promise<number> {
  if (exists === 0) return 1;
  let highest = 0;
  const values: CommandValue[] = [{ type: 'SEQUENCE', value: '*' }, [{ type: 'ATOM', value: 'UID' }]];
  await connection.run('FETCH', values, {
    occasion: 'FETCH',
    untagged: {
      FETCH: ({ attributes }) => {
        const items = attributes?.[1];
        const uid = Array.isArray(items) ? uint32Of(items[1]) : null;
        if (uid !== null) highest = Math.max(highest, uid);
      },
    },
  });
  return highest + 1;
}
