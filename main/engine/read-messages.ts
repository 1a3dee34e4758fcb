import { MailError } from './mail-error.ts';
import { OctetPipe } from './octet-pipe.ts';
import type { OctetSink, OctetStream, OpenSink, SourceSession } from './ports.ts';

/** One message to read again. */
export interface WantedMessage {
  readonly mailbox: string;
  /** The mailbox to be opened for it, where that is another one: a label pair's messages have the UIDs of "All Mail". */
  readonly readsFrom?: string | null;
  /** Under which the UID was learned; null where that is not known, and then whatever has the UID is not taken for the message. */
  readonly uidValidity: number | null;
  readonly uid: number;
}

/** Told a message: whole, or as a stream where it is large; null when it is gone. */
export type OnRead = (wanted: WantedMessage, body: Buffer | OctetStream | null) => Promise<void>;

/** UIDs of one command: its line must not become longer than any server takes. */
const TOGETHER = 200;

/**
 * Reads single messages, for example those that did not arrive, to be saved as files. Each is told once, with its bytes, or with null when
 * it is gone, its mailbox is, or UIDVALIDITY changed, since another message may have the UID then. Mailboxes are only read.
 * Rejects with a MailError when the connection ends, and with whatever `onMessage` rejects.
 */
export async function readMessages(
  source: SourceSession,
  wanted: readonly WantedMessage[],
  onMessage: OnRead,
): Promise<void> {
  for (const [mailbox, messages] of grouped(wanted, (one) => one.readsFrom ?? one.mailbox)) {
    const uidValidity = await openIfThere(source, mailbox);
    const known = messages.filter((one) => one.uidValidity !== null && one.uidValidity === uidValidity);
    const told = new Set<WantedMessage>();
    for (let at = 0; at < known.length; at += TOGETHER) {
      const byUid = grouped(known.slice(at, at + TOGETHER), (one) => one.uid);
      const onBody = async (uid: number, body: Buffer): Promise<void> => {
        for (const one of byUid.get(uid) ?? []) {
          told.add(one);
          await onMessage(one, body);
        }
      };
      const onLarge: OpenSink = (uid, length) => {
        const wantedThere = byUid.get(uid) ?? [];
        for (const one of wantedThere) told.add(one);
        return passTo(wantedThere, length, onMessage);
      };
      await source.fetchBodies([...byUid.keys()].join(','), onBody, onLarge);
    }
    for (const one of messages) if (!told.has(one)) await onMessage(one, null);
  }
}

/** One message to all who want it, side by side. */
function passTo(wanted: readonly WantedMessage[], length: number, onMessage: OnRead): OctetSink {
  const readers = wanted.map((one) => {
    const pipe = new OctetPipe(length);
    const read = onMessage(one, pipe);
    // Looked at when all octets are there.
    read.catch(() => undefined);
    return { pipe, read };
  });
  return {
    write: async (piece) => void (await Promise.all(readers.map(({ pipe }) => pipe.write(piece)))),
    end: async () => {
      for (const { pipe } of readers) pipe.end();
      await Promise.all(readers.map(({ read }) => read));
    },
    fail: (error) => {
      for (const { pipe } of readers) pipe.fail(error);
    },
  };
}

async function openIfThere(source: SourceSession, mailbox: string): Promise<number | null> {
  try {
    return (await source.open(mailbox)).uidValidity;
  } catch (error) {
    if (error instanceof MailError && error.facts.kind === 'no-such-mailbox') return null;
    throw error;
  }
}

function grouped<Key>(
  messages: readonly WantedMessage[],
  keyOf: (message: WantedMessage) => Key,
): ReadonlyMap<Key, readonly WantedMessage[]> {
  const groups = new Map<Key, WantedMessage[]>();
  for (const message of messages) groups.set(keyOf(message), [...(groups.get(keyOf(message)) ?? []), message]);
  return groups;
}
