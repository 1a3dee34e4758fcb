import { UNTOLD_UID_VALIDITY, type OpenMailbox } from '../engine/ports.ts';
import { badResponse } from './bad-response.ts';
import type { Connection } from './connection.ts';
import { readItems } from './fetched-items.ts';
import type { CommandValue, ParsedResponse } from './imapflow-internals.ts';
import { modseqOf, textsOf, uint32Of } from './response-values.ts';
import { readAnswer, type ServerAnswer } from './server-answer.ts';

interface Gathered {
  exists: number | null;
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
  const none = { exists: null, uidValidity: null, uidNext: null, highestModseq: null, permanentFlags: null };
  const gathered: Gathered = { ...none };
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
  const { uidNext, ...rest } = gathered;
  const uidValidity = gathered.uidValidity || (side === 'source' ? UNTOLD_UID_VALIDITY : null);
  if (uidValidity === null) throw badResponse('no UIDVALIDITY', side);
  // Of a source everything is listed anyway; at a destination it must be known what comes from now on.
  const isNeeded = side === 'destination' && uidNext === null;
  return { ...rest, uidValidity, uidNext: isNeeded ? await nextAfterHighest(connection, rest.exists) : uidNext };
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

/** UIDNEXT is optional in IMAP4rev1: asks for the UID of the last message and, where that is not answered, for all of them. */
async function nextAfterHighest(connection: Connection, exists: number | null): Promise<number> {
  if (exists === 0) return 1;
  const highest = (await highestUid(connection, 'FETCH', '*')) ?? (await highestUid(connection, 'UID FETCH', '1:*'));
  if (highest === null && exists !== null) throw badResponse('messages without UIDs', connection.side);
  return (highest ?? 0) + 1;
}

async function highestUid(connection: Connection, command: string, set: string): Promise<number | null> {
  let highest: number | null = null;
  const values: CommandValue[] = [{ type: 'SEQUENCE', value: set }, [{ type: 'ATOM', value: 'UID' }]];
  await connection.run(command, values, {
    occasion: 'FETCH',
    untagged: {
      FETCH: ({ attributes }) => {
        const uid = readItems(attributes?.[1])?.uid;
        if (typeof uid === 'number') highest = Math.max(highest ?? 0, uid);
      },
    },
  });
  return highest;
}
