import type { Clock } from '../../../main/engine/ports.ts';
import { createMailStore, type MailStore } from '../../../main/practice/imap-server/mail-store.ts';
import type { ServerScript } from '../../../main/practice/imap-server/server-script.ts';
import { combineFaults } from '../faults-combined.ts';
import { untilClosed } from '../faults-occasion.ts';
import type { SimulatedServerOptions } from '../simulated-server.ts';
import { providerStore, type Folders } from './provider-mail.ts';
import { sayWho } from './say-who.ts';

// Numbers in brackets are the sections of the provider facts.

const FOLDERS: Folders = { Draft: [], Sent: [], Bulk: [], Trash: [], Archive: [], 'Travel/日本語': [] };

/** (3) Of a mailbox, imap.mail.yahoo.com shows so many of the newest messages. */
export const SHOWN = 10_000;

/** How the server is. */
export interface YahooSetup {
  readonly store?: MailStore;
  readonly each?: number;
  /** (3) Yahoo's people wrote RFC 9738; that their server announces 1,000 is not confirmed. */
  readonly messageLimit?: number;
  readonly script?: ServerScript;
}

/** A scripted Yahoo of ours. Greeting, capabilities and ID as in the transcripts of imapflow's tests; no CONDSTORE, no IDLE, no LIST-STATUS. */
export function yahooServer({ store, each = 12, messageLimit, script }: YahooSetup = {}): SimulatedServerOptions {
  const offered = 'IMAP4rev1 SASL-IR AUTH=PLAIN ID MOVE NAMESPACE UIDPLUS LITERAL+ CHILDREN UNSELECT';
  return {
    store: store ?? providerStore(FOLDERS, each),
    features: {
      ...{ enable: false, multiappend: false, specialUse: false, createSpecialUse: false, idle: false },
      ...{ listExtended: false, listStatus: false, statusSize: false, condstore: false },
      more: ['XYMHIGHESTMODSEQ', 'X-MSG-EXT', 'OBJECTID', 'CHILDREN'],
      messageLimit: messageLimit ?? null,
    },
    script: combineFaults(
      script ?? {},
      sayWho({
        greeting: `[CAPABILITY ${offered}] IMAP4rev1 Hello`,
        id: '"name" "Yahoo" "vendor" "Yahoo Inc"',
        tellsAfterSignIn: false,
      }),
    ),
  };
}

/** (3) What imap.mail.yahoo.com shows of an account: the newest of each mailbox, under the UIDs they have. */
export function shownOf(all: MailStore, most = SHOWN): MailStore {
  const shown = createMailStore();
  for (const { name, specialUse, messages } of all.mailboxes) {
    const mailbox = shown.get(name) ?? shown.create(name, specialUse);
    const newest = messages.slice(-most);
    mailbox.skipUids((newest[0]?.uid ?? 1) - 1);
    mailbox.add(newest);
  }
  return shown;
}

/** (3) export.imap.mail.yahoo.com shows everything and takes nothing. */
export function takeNothing(): ServerScript {
  return {
    beforeCommand: (_, { name }) =>
      /^(APPEND|CREATE|DELETE|RENAME|SUBSCRIBE|UNSUBSCRIBE|SELECT|EXPUNGE|STORE|COPY|MOVE|UID (EXPUNGE|STORE|COPY|MOVE))$/.test(
        name,
      )
        ? { status: 'NO', text: '[CANNOT] This server is read-only' }
        : null,
  };
}

/** (3) More than `most` connections within `ms` are sent away before they have signed in: `NO [LIMIT] CAPABILITY Rate limit hit.`, then BYE. */
export function limitConnections(
  clock: Pick<Clock, 'now'>,
  most: number,
  ms: number,
): ServerScript & { refused: number } {
  const times: number[] = [];
  const unwanted = new Set<number>();
  return {
    refused: 0,
    connected({ id }) {
      const now = clock.now();
      if (times.filter((at) => at > now - ms).length >= most) unwanted.add(id);
      else times.push(now);
    },
    // Without capabilities in the greeting the client has to ask, as in the report.
    greeting: ({ id }) => (unwanted.has(id) ? { status: 'OK', text: 'IMAP4rev1 Hello' } : null),
    async beforeCommand(connection, { tag, name }) {
      if (!unwanted.has(connection.id)) return null;
      this.refused += 1;
      await connection.send(`${tag} NO [LIMIT] ${name} Rate limit hit.\r\n* BYE IMAP4rev1 Server logging out\r\n`);
      connection.cut();
      await untilClosed(connection);
      return null;
    },
  };
}

/** (3) A message that no FETCH gets past, whole or among others. */
export function poison(uid: number): ServerScript {
  return {
    beforeCommand: (_, { name, line }) =>
      name === 'UID FETCH' && line.includes('BODY.PEEK[]') && asks(line, uid)
        ? { status: 'NO', text: 'UID FETCH Server error - Please try again later' }
        : null,
  };
}

function asks(line: string, uid: number): boolean {
  const set = / UID FETCH (\S+)/.exec(line)?.[1] ?? '';
  return set.split(',').some((part) => {
    const [first = 0, last = first] = part.split(':').map(Number);
    return uid >= first && uid <= last;
  });
}
