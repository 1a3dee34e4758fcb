import type { OctetSink, OpenSink } from '../engine/ports.ts';
import type { Connection } from './connection.ts';
import { fetchEach } from './fetch-each.ts';
import type { CommandValue } from './imapflow-internals.ts';
import { octetsOf } from './response-values.ts';

const atom = (value: string): CommandValue => ({ type: 'ATOM', value });
const BODY: CommandValue = { type: 'ATOM', value: 'BODY.PEEK', section: [] };
const part = (name: 'HEADER' | 'TEXT'): CommandValue => ({ type: 'ATOM', value: 'BODY.PEEK', section: [atom(name)] });

/** Told a message that is held whole. */
export type OnBody = (uid: number, body: Buffer) => void | Promise<void>;

/** Who takes messages, by their size. */
export interface BodyTakers {
  readonly onMessage: OnBody;
  readonly onLarge: OpenSink;
}

/** FETCHes whole messages without setting \\Seen, in one command; see {@link MailSession.fetchBodies}. */
export async function fetchBodies(
  connection: Connection,
  uids: string,
  { onMessage, onLarge }: BodyTakers,
): Promise<void> {
  await fetchEach(connection, uids, {
    items: [atom('UID'), BODY],
    // NIL is no body, and nothing is no message: the server could not read it, and then it must not count as empty.
    isWhole: ({ section }) => (octetsOf(section)?.length ?? 0) > 0,
    tell: ({ section }, uid) => onMessage(uid, octetsOf(section) ?? Buffer.alloc(0)),
    tellPartial: null,
    onLarge,
  });
}

/** FETCHes one message in two parts; see {@link MailSession.fetchInParts}. */
export async function fetchInParts(
  connection: Connection,
  uid: number,
  { onMessage, onLarge }: BodyTakers,
): Promise<boolean> {
  const header = await fetchPart(connection, uid, { name: 'HEADER', onLarge: null });
  if (!header || header.length === 0) return false;
  let isGone = false;
  const behindHeader = async (_uid: number, length: number): Promise<OctetSink | null> => {
    const sink = await onLarge(uid, header.length + length);
    isGone = true;
    await sink?.write(header);
    return sink;
  };
  const text = await fetchPart(connection, uid, { name: 'TEXT', onLarge: behindHeader });
  if (text) await onMessage(uid, Buffer.concat([header, text]));
  return isGone || text !== null;
}

/** @returns null when it is not told, or went by in pieces */
async function fetchPart(
  connection: Connection,
  uid: number,
  { name, onLarge }: { readonly name: 'HEADER' | 'TEXT'; readonly onLarge: OpenSink | null },
): Promise<Buffer | null> {
  let octets: Buffer | null = null;
  await fetchEach(connection, String(uid), {
    items: [atom('UID'), part(name)],
    isWhole: ({ section }) => octetsOf(section) !== null,
    tell: ({ section }) => {
      octets = octetsOf(section);
    },
    tellPartial: null,
    onLarge,
  });
  return octets;
}
