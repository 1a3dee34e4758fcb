import type { ServerScript } from '../../../main/practice/imap-server/server-script.ts';
import { refuseMessages } from '../faults-append.ts';
import { combineFaults } from '../faults-combined.ts';
import type { SimulatedServerOptions } from '../simulated-server.ts';
import type { Plea } from './patience.ts';
import { providerStore, type Folders } from './provider-mail.ts';
import { sayWho } from './say-who.ts';

// Numbers in brackets are the sections of the provider facts.

/** Outlook's own mailboxes. It tells no special uses where SPECIAL-USE is not among its capabilities, so they go by their names. */
const FOLDERS: Folders = {
  Drafts: [],
  'Sent Items': [],
  'Deleted Items': [],
  'Junk Email': [],
  Archive: [],
  'Clients/Löwe & Söhne': [],
};

/** (2) Seen on APPEND. */
export const THROTTLED_NO: Plea = {
  status: 'NO',
  text: 'Request is throttled. Suggested Backoff Time: 299609 milliseconds',
  ms: 299_609,
};

/** (2) Seen with IMAP proxies, the connection closed behind it. */
export const THROTTLED_BAD: Plea = {
  status: 'BAD',
  text: 'Request is throttled. Suggested Backoff Time: 89117 milliseconds',
  ms: 89_117,
  bye: 'Connection closed. 14',
};

/** How the account is. */
export interface MicrosoftSetup {
  readonly each?: number;
  /** Empty at first: where somebody moves to. */
  readonly empty?: boolean;
  readonly script?: ServerScript;
}

/**
 * A scripted Outlook.com or Microsoft 365 of ours. Greeting, capabilities and ID as in the transcripts of imapflow's tests (its issue 392):
 * (2) nothing but OAuth lets in, names are the same in any case, lists have no statuses, and there is no CONDSTORE.
 */
export function microsoftServer({ each = 12, empty = false, script }: MicrosoftSetup = {}): SimulatedServerOptions {
  return {
    ...(empty ? {} : { store: providerStore(FOLDERS, each) }),
    features: {
      ...{ signIn: 'token', enable: false, multiappend: false, specialUse: false, createSpecialUse: false },
      ...{ listExtended: false, listStatus: false, statusSize: false, condstore: false },
      more: ['IMAP4', 'CHILDREN'],
    },
    rules: { caseInsensitive: true },
    script: combineFaults(
      sayWho({
        greeting: 'The Microsoft Exchange IMAP4 service is ready. [TQBOADIAUABSADAAMQA=]',
        id: '"name" "Microsoft.Exchange.Imap4.Imap4Server" "version" "15.20"',
        tellsAfterSignIn: false,
      }),
      script ?? {},
    ),
  };
}

/** (2) `User is authenticated but not connected`: the sign-in is taken, and nothing else: no licence, IMAP off, another person's mailbox. */
export function notConnected(status: 'NO' | 'BAD' = 'BAD', connections = Number.POSITIVE_INFINITY): ServerScript {
  return {
    beforeCommand: ({ id }, { name }) =>
      id > connections || /^(CAPABILITY|AUTHENTICATE|ID|LOGOUT)$/.test(name)
        ? null
        : { status, text: 'User is authenticated but not connected.' },
  };
}

/** (2) Lines of more than 10,239 bytes are refused. */
export function refuseLongLines(): ServerScript {
  const isTooLong = (body: Buffer): boolean =>
    body
      .toString('latin1')
      .split('\r\n')
      .some((line) => line.length > 10_239);
  return refuseMessages(isTooLong, 'Command Argument Error. 11');
}

/** (2) Larger messages are refused by APPEND, in words and without APPENDLIMIT. */
export function refuseLarge(bytes: number): ServerScript {
  return refuseMessages((body) => body.length > bytes, 'Maximum size of appendable message has been exceeded');
}
