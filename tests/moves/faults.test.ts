import { expect, test } from 'vitest';
import { createAuthority } from '../../main/practice/certificate.ts';
import { createMailStore, type MailStore } from '../../main/practice/imap-server/mail-store.ts';
import type { ServerScript } from '../../main/practice/imap-server/server-script.ts';
import type { MigrationSettings } from '../../main/engine/settings.ts';
import { destinationAccount, sourceAccount, type ConnectOptions } from '../../main/imap/account.ts';
import { mail } from '../support/awkward-mail.ts';
import { ServerMove } from '../support/dovecot-move.ts';
import {
  changeUidValidity,
  lieAboutSizes,
  oversizedLiteral,
  refuseCommand,
  THROTTLE_TEXTS,
} from '../support/faults-answers.ts';
import { cutAfterLiteral, lateAppend, refuseMessages } from '../support/faults-append.ts';
import { byeAt, cutAfterSending, cutAt, slowDrip, stallAt } from '../support/faults-wire.ts';
import {
  startSimulatedServer,
  type SimulatedServer,
  type SimulatedServerOptions,
} from '../support/simulated-server.ts';

const BOXES = ['INBOX', 'Sent', 'Archive'];
const EACH = 24;

function filledStore(): MailStore {
  const store = createMailStore();
  for (const name of BOXES) {
    const mailbox = store.get(name) ?? store.create(name);
    mailbox.add(
      Array.from({ length: EACH }, (_, n) => ({
        // Every sixth is a twin of the one before it.
        body: Buffer.from(
          mail(`${name}-${String(n % 6 === 5 ? n - 1 : n)}`, n % 6 >= 4 ? 'twin' : 'text '.repeat(1 + n * 40)),
        ),
        flags: n % 2 === 0 ? ['\\Seen'] : ['$Forwarded'],
        internalDate: `${String(10 + (n % 6))}-Jul-1996 02:44:25 -0700`,
      })),
    );
  }
  return store;
}

function bytesOf(store: MailStore, mailbox: string): string[] {
  return (store.get(mailbox)?.messages ?? []).map(({ body }) =>
    (typeof body === 'function' ? body() : body).toString(),
  );
}

interface World {
  readonly old: SimulatedServer;
  readonly fresh: SimulatedServer;
  readonly move: ServerMove;
}

function options(server: SimulatedServer): ConnectOptions {
  const { host, port, user, password, caPem } = server;
  return {
    address: { host, port, user, security: 'tls' },
    secret: () => Promise.resolve({ kind: 'password', value: password }),
    extraCa: caPem,
    clientVersion: 'test',
    // Longer than a busy machine takes for anything that is not silence.
    timeouts: { silence: 2_000 },
  };
}

async function inWorld(
  faults: {
    readonly source?: ServerScript;
    readonly destination?: ServerScript;
    readonly more?: SimulatedServerOptions;
  },
  work: (world: World) => Promise<void>,
): Promise<void> {
  const authority = await createAuthority();
  const script = (of?: ServerScript): SimulatedServerOptions => (of ? { script: of } : {});
  await using old = await startSimulatedServer({ authority, store: filledStore(), ...script(faults.source) });
  await using fresh = await startSimulatedServer({ authority, ...script(faults.destination), ...faults.more });
  await work({ old, fresh, move: new ServerMove(sourceAccount(options(old)), destinationAccount(options(fresh))) });
}

/** Small batches, one lane, so that a fault meets a move in the middle. */
const careful: Partial<MigrationSettings> = { batchMessages: 5, lanes: 1 };

function expectEqual({ old, fresh }: World): void {
  for (const name of BOXES) expect(bytesOf(fresh.store, name), name).toEqual(bytesOf(old.store, name));
}

const destinationFaults: Readonly<Record<string, ServerScript>> = {
  'connection cut after the literal, messages stored': cutAfterLiteral({ nth: 3, stored: true }),
  'connection cut after the literal, messages lost': cutAfterLiteral({ nth: 3, stored: false }),
  'connection cut after each second literal, stored': cutAfterLiteral({ nth: 2, times: 4, stored: true }),
  'an APPEND that appears only later': lateAppend({ nth: 2, ms: 120 }),
  'BYE instead of storing': byeAt({ command: 'APPEND', nth: 2 }, '[UNAVAILABLE] going down for maintenance'),
  'silence instead of an answer': stallAt({ command: 'APPEND', nth: 2 }),
  'connection cut at CREATE': cutAt({ command: 'CREATE', nth: 1 }),
  'connection cut at SELECT': cutAt({ command: 'SELECT', nth: 2 }),
  throttled: refuseCommand({ command: 'APPEND', nth: 2 }, THROTTLE_TEXTS.icloud),
  'a new UIDVALIDITY after a lost connection': combined(),
};

function combined(): ServerScript {
  const cut = cutAfterLiteral({ nth: 3, stored: true });
  return { ...cut, ...changeUidValidity('INBOX', 2) };
}

/** Sessions end, and nobody need hear of it: the next one goes on. */
const quiet = /^(connection cut|an APPEND that|a new UIDVALIDITY)/;

function connectionsTo({ log }: SimulatedServer): number {
  return new Set(log.map(({ connection }) => connection)).size;
}

for (const [name, script] of Object.entries(destinationFaults)) {
  test(`destination: ${name}`, async () => {
    await inWorld({ destination: script }, async (world) => {
      const outcome = await world.move.run(careful);
      expect(outcome).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
      expectEqual(world);
      expect(connectionsTo(world.fresh)).toBeGreaterThan(1);
      expect(world.move.events.some(({ event }) => event === 'paused')).toBe(!quiet.test(name));
    });
  });
}

/** These slow the move down or mislead it, but end no connection. */
const harmless = ['sizes that are not true', 'a slow drip'];

const sourceFaults: Readonly<Record<string, ServerScript>> = {
  'connection cut in the middle of a body': cutAfterSending(60_000),
  'connection cut at FETCH': cutAt({ command: 'UID FETCH', nth: 3 }),
  'Gmail’s bandwidth limit': refuseCommand({ command: 'UID FETCH', nth: 2 }, THROTTLE_TEXTS.gmail),
  'sizes that are not true': lieAboutSizes((size) => size + 17),
  'a slow drip': slowDrip(4_000, 1),
  'silence in the middle': stallAt({ command: 'UID FETCH', nth: 3 }),
  'a literal of ten gigabytes': oversizedLiteral({ command: 'UID FETCH', nth: 2 }, 9_999_999_999),
};

for (const [name, script] of Object.entries(sourceFaults)) {
  test(`source: ${name}`, async () => {
    await inWorld({ source: script }, async (world) => {
      const outcome = await world.move.run(careful);
      expect(outcome).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
      expectEqual(world);
      const isHarmless = harmless.includes(name);
      const isKept = name.includes('bandwidth limit');
      expect(connectionsTo(world.old) > 1).toBe(!isHarmless && !isKept);
      expect(world.move.events.some(({ event }) => event === 'paused')).toBe(!isHarmless && !quiet.test(name));
    });
  });
}

test('a pause says why and until when, and that it is over', async () => {
  const script = refuseCommand({ command: 'APPEND', nth: 2 }, THROTTLE_TEXTS.icloud);
  await inWorld({ destination: script }, async ({ move }) => {
    await move.run(careful);
    const told = move.events.filter(({ event }) => event === 'paused' || event === 'resumed');
    expect(told).toEqual([
      {
        event: 'paused',
        reason: 'throttled',
        side: 'destination',
        until: expect.any(Number),
        serverText: THROTTLE_TEXTS.icloud,
      },
      { event: 'resumed' },
    ]);
  });
});

test('a message the destination will not have is named; of its batch, every other one arrives', async () => {
  const script = refuseMessages((body) => body.includes('<Sent-8@'), '[CANNOT] this is spam');
  await inWorld({ destination: script }, async ({ old, fresh, move }) => {
    expect(await move.run()).toMatchObject({ end: 'finished', failed: 1, copied: BOXES.length * EACH - 1 });
    expect(bytesOf(fresh.store, 'Sent')).toEqual(
      bytesOf(old.store, 'Sent').filter((body) => !body.includes('<Sent-8@')),
    );
    expect(move.journal.exceptions(1, null, 10)).toEqual([
      expect.objectContaining({
        status: 'failed',
        problem: expect.objectContaining({ serverText: 'this is spam' }),
      }),
    ]);
  });
});

test('APPENDLIMIT: what is too large is named, the rest arrives', async () => {
  await inWorld({ more: { features: { appendLimit: 3_000 } } }, async ({ old, fresh, move }) => {
    const outcome = await move.run();
    const large = BOXES.flatMap((name) => bytesOf(old.store, name)).filter((body) => body.length > 3_000).length;
    expect(large).toBeGreaterThan(3);
    expect(outcome).toMatchObject({ end: 'finished', failed: large, copied: BOXES.length * EACH - large });
    expect(bytesOf(fresh.store, 'INBOX')).toEqual(bytesOf(old.store, 'INBOX').filter((body) => body.length <= 3_000));
  });
});

test('keywords the destination will not keep are counted and named', async () => {
  await inWorld({ more: { rules: { newKeywords: false } } }, async ({ move }) => {
    expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, altered: 0 });
    for (const pair of move.journal.pairs(1)) expect(pair.droppedKeywords).toEqual({ $Forwarded: EACH / 2 });
  });
});

test('a server without end of patience: the run stops, says why, and the next one goes on', async () => {
  await inWorld(
    { destination: refuseCommand({ command: 'APPEND', times: 1_000 }, THROTTLE_TEXTS.icloud) },
    async ({ move }) => {
      const outcome = await move.run({ ...careful, attempts: 3 });
      expect(outcome).toMatchObject({
        end: 'stopped',
        side: 'destination',
        reason: { serverText: THROTTLE_TEXTS.icloud },
      });
      expect(outcome.waiting).toBe(BOXES.length * EACH);
    },
  );
});
