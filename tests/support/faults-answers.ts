import type { Outcome } from '../../main/practice/imap-server/outcome.ts';
import type { ServerScript } from '../../main/practice/imap-server/server-script.ts';
import { strikes, untilClosed, type Occasion } from './faults-occasion.ts';

/** What providers say when they want less, as seen in the wild. */
export const THROTTLE_TEXTS = {
  gmail: '[OVERQUOTA] Account exceeded command or bandwidth limits.',
  gmailAlert: '[ALERT] Account exceeded command or bandwidth limits. (Failure)',
  gmailConnections: '[ALERT] Too many simultaneous connections. (Failure)',
  microsoft: 'Request is throttled. Suggested Backoff Time: 299609 milliseconds',
  yahoo: '[LIMIT] Rate limit hit.',
  icloud: 'Service temporarily unavailable',
} as const;

/** Answers NO (or BAD) instead of running the command. */
export function refuseCommand(occasion: Occasion, text: string, status: Outcome['status'] = 'NO'): ServerScript {
  const now = strikes(occasion);
  return { beforeCommand: (connection, command) => (now(connection, command) ? { status, text } : null) };
}

/** RFC822.SIZE as told is not the size. */
export function lieAboutSizes(told: (size: number) => number): ServerScript {
  return { announcedSize: (message) => told(message.size) };
}

/** A mailbox has a new UIDVALIDITY and new UIDs when the n-th connection comes. */
export function changeUidValidity(mailbox: string, beforeConnection: number): ServerScript {
  return {
    connected({ id, store }) {
      const changed = store.get(mailbox);
      if (id === beforeConnection && changed !== undefined) store.renewUidValidity(changed);
    },
  };
}

/** Plain-text responses right behind the OK of STARTTLS, which a client must not take for answers under TLS (CVE-2011-0411's kind). */
export function injectAfterStartTls(text: string): ServerScript {
  const due = new Set<number>();
  return {
    afterCommand(connection, command, outcome) {
      if (command.name === 'STARTTLS') due.add(connection.id);
      return outcome;
    },
    async write(connection, part, send) {
      const injected = due.delete(connection.id) ? Buffer.from(text, 'latin1') : Buffer.alloc(0);
      await send(Buffer.concat([part, injected]));
    },
  };
}

/** Announces a literal of this many bytes, sends a few of them and then nothing. */
export function oversizedLiteral(occasion: Occasion, announced: number): ServerScript {
  const now = strikes(occasion);
  return {
    async beforeCommand(connection, command) {
      if (!now(connection, command)) return null;
      await connection.send(`* 1 FETCH (UID 1 BODY[] {${String(announced)}}\r\nSubject: endless\r\n`);
      await untilClosed(connection);
      return null;
    },
  };
}

/** Sends one line that does not end, until the client has enough (or `limit` bytes are out; then it stalls). */
export function endlessLine(occasion: Occasion, limit = 67_108_864): ServerScript {
  const now = strikes(occasion);
  return {
    async beforeCommand(connection, command) {
      if (!now(connection, command)) return null;
      await connection.send('* OK ');
      for (let sent = 0; sent < limit && !connection.closed.aborted; sent += 65_536) {
        await connection.send('x'.repeat(65_536));
      }
      await untilClosed(connection);
      return null;
    },
  };
}
