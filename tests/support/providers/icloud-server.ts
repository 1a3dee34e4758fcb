import type { ServerScript } from '../../../main/practice/imap-server/server-script.ts';
import type { StoredMessage } from '../../../main/practice/imap-server/stored-mailbox.ts';
import { combineFaults } from '../faults-combined.ts';
import { strikes, untilClosed, type Occasion } from '../faults-occasion.ts';
import type { SimulatedServerOptions } from '../simulated-server.ts';
import { providerStore, type Folders } from './provider-mail.ts';
import { sayWho } from './say-who.ts';

// Numbers in brackets are the sections of the provider facts.

/** Apple Mail's names. */
const FOLDERS: Folders = {
  Drafts: [],
  'Sent Messages': [],
  'Deleted Messages': [],
  Junk: [],
  Archive: [],
  'Familie & Co': [],
};

/** How the server is. */
export interface ICloudSetup {
  readonly each?: number;
  readonly maxConnections?: number;
  readonly script?: ServerScript;
}

/**
 * A scripted iCloud of ours: (3) the user name is what stands before the @, and only after the sign-in does it tell what it can. Greeting as in
 * captures of imap.mail.me.com in the tests of several clients.
 */
export function iCloudServer({ each = 12, maxConnections, script }: ICloudSetup = {}): SimulatedServerOptions {
  return {
    user: 'ada.l',
    store: providerStore(FOLDERS, each),
    features: {
      ...{ multiappend: false, specialUse: false, createSpecialUse: false, statusSize: false },
      ...{ listExtended: false, listStatus: false, more: ['XAPPLEPUSHSERVICE', 'IMAP4', 'ESEARCH', 'WITHIN'] },
    },
    ...(maxConnections === undefined ? {} : { rules: { maxConnections, overLimit: 'NO' as const } }),
    script: combineFaults(
      sayWho({
        greeting: '[CAPABILITY XAPPLEPUSHSERVICE IMAP4 IMAP4rev1 SASL-IR AUTH=ATOKEN AUTH=PLAIN] p00-iscream ready',
        tellsAfterSignIn: false,
      }),
      script ?? {},
    ),
  };
}

/** (3) Every seventh UID is a phantom: it counts in EXISTS, and FETCH succeeds with nothing. */
export const phantom = {
  is: ({ uid }: Pick<StoredMessage, 'uid'>): boolean => uid % 7 === 3,
  /** Half of them are not even listed, where that is played. */
  isUnlisted: ({ uid }: Pick<StoredMessage, 'uid'>): boolean => uid % 14 === 3,
};

/** See {@link phantom}. Once one was asked for in vain, the next listing lacks it. @param hidden whether some are never listed, though counted */
export function phantoms(hidden = false): ServerScript {
  const missed = new Set<StoredMessage>();
  return {
    withholds(message, items) {
      if (!phantom.is(message)) return false;
      if (items === 'body') {
        missed.add(message);
        return true;
      }
      return missed.has(message) || (hidden && phantom.isUnlisted(message));
    },
  };
}

/** (3) Stalls rather than refuses: in the middle of an answer nothing more comes. */
export function stallInside(occasion: Occasion, afterBytes: number): ServerScript {
  const now = strikes(occasion);
  const stalling = new Map<number, number>();
  return {
    beforeCommand(connection, command) {
      if (now(connection, command)) stalling.set(connection.id, connection.bytesSent + afterBytes);
      return null;
    },
    async write(connection, part, send) {
      const end = stalling.get(connection.id);
      if (end === undefined) return send(part);
      const left = Math.max(0, end - connection.bytesSent);
      if (left > 0) await send(part.subarray(0, left));
      if (part.length > left) await untilClosed(connection);
    },
  };
}
