import { createAuthority } from '../../../main/practice/certificate.ts';
import type { ServerScript } from '../../../main/practice/imap-server/server-script.ts';
import { combineFaults } from '../faults-combined.ts';
import { refuseLarge, refuseLongLines } from '../providers/microsoft-server.ts';
import { sayWho } from '../providers/say-who.ts';
import { startSimulatedServer, type SimulatedServer, type SimulatedServerOptions } from '../simulated-server.ts';
import { compatUsers, type CompatServer, type CompatUser } from './compat-server.ts';

/** A simulated server at work, with what its accounts were told. */
export interface SimulatedCompatServer extends CompatServer {
  of(user: CompatUser): SimulatedServer;
}

/** One simulated server for each account. */
async function start(options: SimulatedServerOptions): Promise<SimulatedCompatServer> {
  const authority = await createAuthority();
  const servers = new Map<CompatUser, SimulatedServer>();
  for (const user of compatUsers) servers.set(user, await startSimulatedServer({ ...options, user, authority }));
  const of = (user: CompatUser): SimulatedServer => {
    const server = servers.get(user);
    if (!server) throw new Error(`There is no ${user}`);
    return server;
  };
  return {
    of,
    account: (user) => {
      const { host, port, password, caPem } = of(user);
      return { host, port, user, password, caPem };
    },
    stop: async () => {
      for (const server of servers.values()) await server.stop();
    },
  };
}

/** CREATE deeper than this is refused. */
function limitDepth(most: number, delimiter: string): ServerScript {
  return {
    beforeCommand: (_, { name, line }) =>
      name === 'CREATE' && line.split(delimiter).length > most
        ? { status: 'NO', text: '[CANNOT] Mailbox hierarchy is too deep' }
        : null,
  };
}

/** hMailServer: no UIDPLUS, no LITERAL+, no MULTIAPPEND, no special uses, no keywords of one's own, a dot as the delimiter. */
export function startHmailserver(): Promise<SimulatedCompatServer> {
  return start({
    features: {
      ...{ literal: null, uidplus: false, multiappend: false, specialUse: false, createSpecialUse: false },
      ...{ listExtended: false, listStatus: false, statusSize: false, condstore: false, move: false, enable: false },
      ...{ id: false, unselect: false, quota: 1_000_000_000 },
    },
    rules: { delimiter: '.', newKeywords: false, caseInsensitive: true },
  });
}

/** Stalwart: ten levels, and requests up to a size that nobody announces. */
export function startStalwart(): Promise<SimulatedCompatServer> {
  return start({
    features: { utf8Accept: true, quota: 1_000_000_000 },
    rules: { delimiter: '/', maxNameBytes: 255 * 10 },
    script: combineFaults(
      limitDepth(10, '/'),
      sayWho({ greeting: 'Stalwart IMAP4rev2 at your service.', id: '"name" "Stalwart"', tellsAfterSignIn: true }),
      endLargeRequests(52_428_800),
    ),
  });
}

/** Larger requests end the connection. */
function endLargeRequests(bytes: number): ServerScript {
  return {
    beforeAppend(connection, { messages }) {
      const size = messages.reduce((sum, { body }) => sum + (typeof body === 'function' ? body() : body).length, 0);
      if (size > bytes) connection.cut();
      return null;
    },
  };
}

/** A `\Flagged` of an APPEND is lost until STORE says it again: what Outlook shows, here in IMAP too. */
function forgetFlagged(): ServerScript {
  return {
    beforeAppend(_, { messages }) {
      for (const message of messages)
        Object.assign(message, { flags: (message.flags ?? []).filter((flag) => flag !== '\\Flagged') });
      return null;
    },
  };
}

/** Exchange: names are one in any case, `Files` is taken, lines end at 10,239 bytes, stars come by STORE, large mail is refused in words. */
export function startExchange(): Promise<SimulatedCompatServer> {
  return start({
    features: {
      ...{ multiappend: false, specialUse: false, createSpecialUse: false, enable: false },
      ...{ listExtended: false, listStatus: false, statusSize: false, condstore: false },
    },
    rules: { caseInsensitive: true, reserved: ['Files'] },
    script: combineFaults(
      sayWho({
        greeting: 'The Microsoft Exchange IMAP4 service is ready.',
        id: '"name" "Microsoft.Exchange.Imap4.Imap4Server" "version" "15.20"',
        tellsAfterSignIn: false,
      }),
      forgetFlagged(),
      refuseLongLines(),
      refuseLarge(45 << 20),
    ),
  });
}

/** Zimbra: XLIST instead of special uses, names are one in any case, 128 characters each and without a colon or a quote; messages only so large. */
export function startZimbra(): Promise<SimulatedCompatServer> {
  return start({
    features: { specialUse: false, createSpecialUse: false, move: false, more: ['XLIST'], quota: 1_000_000_000 },
    rules: { caseInsensitive: true, forbidden: ':"' },
    script: combineFaults(
      sayWho({
        greeting: 'Zimbra IMAP4rev1 server ready',
        id: '"NAME" "Zimbra" "VERSION" "9.0.0"',
        tellsAfterSignIn: true,
      }),
      limitComponents(128),
    ),
  });
}

/** CREATE with a longer part is refused. */
function limitComponents(most: number): ServerScript {
  return {
    beforeCommand: (_, { name, line }) =>
      name === 'CREATE' && (/"(.*)"/.exec(line)?.[1] ?? '').split('/').some((part) => part.length > most)
        ? { status: 'NO', text: 'CREATE failed: invalid name' }
        : null,
  };
}
