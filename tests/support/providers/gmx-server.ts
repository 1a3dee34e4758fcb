import type { Clock } from '../../../main/engine/ports.ts';
import type { ServerScript } from '../../../main/practice/imap-server/server-script.ts';
import { combineFaults } from '../faults-combined.ts';
import type { SimulatedServerOptions } from '../simulated-server.ts';
import { providerStore, type Folders } from './provider-mail.ts';

// Numbers in brackets are the sections of the provider facts. Nothing is known of limits on names there.

/** In German, as the webmail shows them; no attributes, so that they go by their names. */
const FOLDERS: Folders = { Entwürfe: [], Gesendet: [], Spamverdacht: [], Papierkorb: [], Rechnungen: [] };

/** How the account is. */
export interface GmxSetup {
  readonly each?: number;
  readonly script?: ServerScript;
}

/** A scripted GMX of ours, with its German mailboxes. */
export function gmxServer({ each = 12, script }: GmxSetup = {}): SimulatedServerOptions {
  return {
    user: 'ada@gmx.net',
    store: providerStore(FOLDERS, each),
    features: {
      literal: 'LITERAL-',
      multiappend: false,
      specialUse: false,
      createSpecialUse: false,
      statusSize: false,
    },
    script: combineFaults(script ?? {}),
  };
}

/** (3) IMAP has to be switched on in the settings; until then a right password is refused in the words for a wrong one. */
export function imapSwitchedOff(): ServerScript {
  return {
    beforeCommand: (_, { name }) =>
      /^(LOGIN|AUTHENTICATE)$/.test(name) ? { status: 'NO', text: 'authentication failed' } : null,
  };
}

/** Counts sign-ins that were refused; see {@link lockOut}. */
export interface LockOut extends ServerScript {
  /** Tries that the server had to look at. */
  refused: number;
  /** Tries while locked. */
  whileLocked: number;
}

/** (3) Many failed logins block the address: after `most` within the time, everything is refused, and each further try begins it anew. */
export function lockOut(clock: Pick<Clock, 'now'>, most = 3, ms = 900_000): LockOut {
  let lockedUntil = 0;
  return {
    refused: 0,
    whileLocked: 0,
    beforeCommand(_, { name }) {
      if (!/^(LOGIN|AUTHENTICATE)$/.test(name) || clock.now() >= lockedUntil) return null;
      this.whileLocked += 1;
      lockedUntil = clock.now() + ms;
      return { status: 'NO', text: 'Too many failed login attempts, try again later' };
    },
    afterCommand(_, { name }, outcome) {
      if (!/^(LOGIN|AUTHENTICATE)$/.test(name) || !outcome.text.startsWith('[AUTHENTICATIONFAILED]')) return outcome;
      this.refused += 1;
      if (this.refused >= most) lockedUntil = clock.now() + ms;
      return { status: 'NO', text: 'authentication failed' };
    },
  };
}
