import { setTimeout as delay } from 'node:timers/promises';
import type { Greeting, ScriptedConnection, ServerScript } from '../../main/practice/imap-server/server-script.ts';
import { strikes, untilClosed, type Occasion } from './faults-occasion.ts';

/** Which connection bytes are counted on; only the first one there when missing. */
export interface WhichConnections {
  readonly connections?: (id: number) => boolean;
}

const onlyFirst = (id: number): boolean => id === 1;

/** Drops the connection after exactly so many bytes went out (inside TLS). */
export function cutAfterSending(bytes: number, { connections = onlyFirst }: WhichConnections = {}): ServerScript {
  return {
    async write(connection, part, send) {
      if (!connections(connection.id)) return send(part);
      const left = bytes - connection.bytesSent;
      if (part.length < left) return send(part);
      if (left > 0) await send(part.subarray(0, left));
      connection.cut();
    },
  };
}

/** Drops the connection as soon as so many bytes came in, without looking at them. */
export function cutAfterReceiving(bytes: number, { connections = onlyFirst }: WhichConnections = {}): ServerScript {
  return {
    received(connection) {
      if (connections(connection.id) && connection.bytesReceived >= bytes) connection.cut();
    },
  };
}

/** Says nothing more after so many bytes, and keeps the connection. */
export function stallAfterSending(bytes: number, { connections = onlyFirst }: WhichConnections = {}): ServerScript {
  return {
    async write(connection, part, send) {
      if (!connections(connection.id)) return send(part);
      const left = bytes - connection.bytesSent;
      if (part.length < left) return send(part);
      if (left > 0) await send(part.subarray(0, left));
      await untilClosed(connection);
    },
  };
}

/** Takes a command and never answers. */
export function stallAt(occasion: Occasion): ServerScript {
  const now = strikes(occasion);
  return {
    async beforeCommand(connection, command) {
      if (now(connection, command)) await untilClosed(connection);
      return null;
    },
  };
}

/** Sends everything in small pieces with pauses between. */
export function slowDrip(bytes: number, everyMs: number): ServerScript {
  return {
    async write(connection, part, send) {
      for (let at = 0; at < part.length && !connection.closed.aborted; at += bytes) {
        await send(part.subarray(at, at + bytes));
        await delay(everyMs);
      }
    },
  };
}

/** Drops the connection where a command was to be run. */
export function cutAt(occasion: Occasion): ServerScript {
  const now = strikes(occasion);
  return {
    async beforeCommand(connection, command) {
      if (now(connection, command)) await end(connection);
      return null;
    },
  };
}

/** Says BYE where a command was to be run, and drops the connection. */
export function byeAt(occasion: Occasion, text = 'Server is going down'): ServerScript {
  const now = strikes(occasion);
  return {
    async beforeCommand(connection, command) {
      if (now(connection, command)) {
        await connection.send(`* BYE ${text}\r\n`);
        await end(connection);
      }
      return null;
    },
  };
}

/** Another greeting: BYE, or PREAUTH, which on a plain listener would skip STARTTLS and sign-in alike. */
export function greetWith(status: Greeting['status'], text: string): ServerScript {
  return { greeting: () => ({ status, text }) };
}

async function end(connection: ScriptedConnection): Promise<void> {
  connection.cut();
  await untilClosed(connection);
}
