import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  letPass,
  type DestinationSession,
  type IndexedMessage,
  type OutgoingMessage,
  type SourceSession,
} from '../../main/engine/ports.ts';
import { destinationAccount, sourceAccount, type ConnectOptions } from '../../main/imap/account.ts';
import type { AccountAddress } from '../../shared/model/account.ts';
import { factsOf } from './connect-for-test.ts';

/** A server with an account to fill; `address` of another user gives an empty account. */
export interface SuiteServer {
  readonly address: (user: string) => AccountAddress;
  readonly password: string;
  readonly caPem: string;
  stop(): Promise<void>;
}

/** What a server is expected to have. */
export interface SuiteExpectations {
  readonly separator: string;
  readonly prefix: string;
  readonly quota: boolean;
  readonly sentRole: boolean;
  readonly uidplus: boolean;
  readonly multiappend: boolean;
  readonly maxInspectCommands: number;
  /** As the certificate says. */
  readonly subject: string;
  readonly issuer: string;
}

const DATE = '17-Jul-1996 02:44:25 +0000';

/** Reads through a source and writes through a destination session of one account, against a server started by `start`. */
export function describeSessions(name: string, start: () => Promise<SuiteServer>, expected: SuiteExpectations): void {
  describe(`sessions on ${name}`, () => {
    let server: SuiteServer;
    let source: SourceSession;
    let destination: DestinationSession;
    const sourceCommands: string[] = [];
    const path = (...parts: string[]): string => expected.prefix + parts.join(expected.separator);

    const stages: string[] = [];

    const options = (user: string, onCommand?: (line: string) => void): ConnectOptions => ({
      address: server.address(user),
      secret: () => Promise.resolve({ kind: 'password', value: server.password }),
      extraCa: server.caPem,
      clientVersion: '0.0.0',
      ...(onCommand ? { onCommand, onStage: (stage: string) => stages.push(stage) } : {}),
    });

    beforeAll(async () => {
      server = await start();
      const { signal } = new AbortController();
      source = await sourceAccount(options('suite@example.org', (line) => sourceCommands.push(line))).connect(signal);
      destination = await destinationAccount(options('suite@example.org')).connect(signal);
    });
    afterAll(async () => {
      await source.close();
      await destination.close();
      await server.stop();
    });

    test('one sees how far connecting has come, and what protects the connection', () => {
      expect(stages).toEqual(['connected', 'encrypted', 'signed-in']);
      for (const session of [source, destination]) {
        const protection = session.protection();
        expect(protection).toMatchObject({ protocol: 'TLSv1.3', subject: expected.subject, issuer: expected.issuer });
        expect(protection?.validTo).toBeGreaterThan(Date.now());
      }
    });

    test('how far away the server is can be measured', async () => {
      // What is said once on each connection is said with the first command.
      await source.ping();
      sourceCommands.length = 0;
      const ms = await source.ping();
      expect(ms).toBeGreaterThan(0);
      expect(ms).toBeLessThan(5_000);
      expect(sourceCommands).toEqual(['NOOP']);
    });

    test('an empty account is inspected in as few commands as can be', async () => {
      sourceCommands.length = 0;
      const facts = await source.inspect();
      const roundTrips = sourceCommands.filter((line) => /^(LIST|NOOP)/.test(line)).length;
      expect(roundTrips).toBeLessThanOrEqual(expected.maxInspectCommands);
      expect(facts.namespace).toEqual({ prefix: expected.prefix, delimiter: expected.separator });
      expect(facts.capabilities).toContain('IMAP4REV1');
      expect(facts.quota !== null).toBe(expected.quota);
      const inbox = facts.mailboxes.find((mailbox) => mailbox.name === 'INBOX');
      expect(inbox?.delimiter).toBe(expected.separator);
      expect(inbox?.status).toMatchObject({ messages: 0, uidNext: 1 });
      const sent = facts.mailboxes.filter(({ attributes }) => attributes.includes('\\Sent'));
      expect(sent).toHaveLength(expected.sentRole ? 1 : 0);
    });

    test('mailboxes are made, subscribed and listed under the same names', async () => {
      const names = [
        path('Entwürfe & mehr'),
        path('日本語', '台北'),
        path('a "quoted" \\ name'),
        path('*%'),
        path('x{5}'),
      ];
      for (const mailbox of names) await destination.create(mailbox, null);
      await destination.subscribe(names[0] ?? '');
      const { mailboxes } = await source.inspect();
      const found = new Map(mailboxes.map((mailbox) => [mailbox.name, mailbox]));
      for (const mailbox of names) expect(found.get(mailbox)?.status?.messages).toBe(0);
      expect(names.map((mailbox) => found.get(mailbox)?.subscribed)).toEqual([true, false, false, false, false]);
      for (const mailbox of names) expect((await source.open(mailbox)).exists).toBe(0);
    });

    test('a mailbox that is to receive is made, subscribed and opened, whether it was there or not', async () => {
      const mailbox = path('Prepared é');
      const wish = { create: true, role: null, subscribe: true };
      expect(await destination.prepare(mailbox, wish)).toMatchObject({ exists: 0, uidNext: 1 });
      expect(await destination.prepare(mailbox, wish)).toMatchObject({ exists: 0 });
      const listed = (await destination.inspect()).mailboxes.find((one) => one.name === mailbox);
      expect(listed).toMatchObject({ subscribed: true });
      const none = { ...wish, create: false };
      expect(await factsOf(destination.prepare(path('Never made'), none))).toMatchObject({ kind: 'no-such-mailbox' });
    });

    test('a mailbox we made is removed with what is in it', async () => {
      const mailbox = path('Scratch é');
      await destination.create(mailbox, null);
      await destination.append(mailbox, messages(1));
      await destination.remove(mailbox);
      expect((await source.inspect()).mailboxes.map(({ name: one }) => one)).not.toContain(mailbox);
      expect(await factsOf(destination.remove(mailbox))).toMatchObject({ kind: 'no-such-mailbox', when: 'never' });
      expect(await factsOf(destination.remove('INBOX'))).toMatchObject({ kind: 'no-permission', outcome: 'refused' });
      // Its name is free again.
      await destination.create(mailbox, null);
      await destination.remove(mailbox);
    });

    test('what exists, what does not and what may not be', async () => {
      expect(await factsOf(destination.create(path('日本語', '台北'), null))).toMatchObject({ kind: 'already-exists' });
      expect(await factsOf(source.open(path('nowhere')))).toMatchObject({
        kind: 'no-such-mailbox',
        outcome: 'refused',
      });
      const [message] = messages(1);
      const facts = await factsOf(destination.append(path('nowhere'), message ? [message] : []));
      expect(facts).toMatchObject({ kind: 'no-such-mailbox', when: 'now', outcome: 'refused' });
    });

    test('a batch arrives byte for byte, in order, with flags and dates', async () => {
      const mailbox = path('Batch');
      await destination.create(mailbox, null);
      const before = await destination.open(mailbox);
      expect(before).toMatchObject({ exists: 0, uidNext: 1 });
      const sent = messages(40);
      const uids: number[] = [];
      const size = Math.min(destination.maxBatchMessages, 20);
      expect(destination.maxBatchMessages > 1).toBe(expected.multiappend);
      for (let at = 0; at < sent.length; at += size) {
        const receipt = await destination.append(mailbox, sent.slice(at, at + size));
        expect(receipt !== null).toBe(expected.uidplus);
        expect(receipt?.uidValidity ?? before.uidValidity).toBe(before.uidValidity);
        uids.push(...(receipt?.uids ?? sent.slice(at, at + size).map((_message, index) => at + index + 1)));
      }
      const opened = await source.open(mailbox);
      expect(opened).toMatchObject({ exists: 40, uidNext: 41, uidValidity: before.uidValidity });
      const index = await indexOf(source, '1:*', true);
      expect(index.map(({ uid }) => uid)).toEqual(uids);
      expect(index.map(({ flags }) => flags?.toSorted())).toEqual(sent.map(({ flags }) => flags.toSorted()));
      expect(index.map(({ size: octets }) => octets)).toEqual(sent.map(({ body }) => body.length));
      expect(new Set(index.map(({ internalDate }) => internalDate))).toEqual(new Set([DATE]));
      expect(index[7]?.identity?.toString()).toContain('Message-ID: <7@example.org>');
      expect(index[7]?.identity?.toString()).not.toContain('Received');
      const bodies = await bodiesOf(source, '1:*');
      expect(bodies.map(([uid]) => uid)).toEqual(uids);
      expect(bodies.every(([, body], at) => sent[at]?.body.equals(body))).toBe(true);
    });

    test('messages of some days are counted, and only the number travels where that can be', async () => {
      const mailbox = path('Days');
      await destination.create(mailbox, null);
      const dates = ['22-Aug-2026', '24-Aug-2026', '1-Nov-2026'].map((day) => `${day.padStart(11)} 12:00:00 +0000`);
      for (const [at, [message]] of dates.map((_date, index) => [index, messages(1)] as const)) {
        const internalDate = dates[at] ?? DATE;
        if (message) await destination.append(mailbox, [{ ...message, internalDate }]);
      }
      expect((await source.open(mailbox)).exists).toBe(3);
      sourceCommands.length = 0;
      expect(await source.countSince(Date.UTC(2026, 7, 24, 23))).toBe(2);
      expect(await source.countSince(Date.UTC(2026, 10, 2))).toBe(0);
      expect(await source.countSince(0)).toBe(3);
      const how = source.capabilities.has('ESEARCH') ? 'UID SEARCH RETURN (COUNT) SINCE' : 'UID SEARCH SINCE';
      const days = ['24-Aug-2026', '2-Nov-2026', '1-Jan-1970'];
      expect(sourceCommands).toEqual(days.map((day) => `${how} ${day}`));
    });

    test('parts of a mailbox, and what is not there', async () => {
      await source.open(path('Batch'));
      expect((await bodiesOf(source, '3,7:9,1000:2000')).map(([uid]) => uid)).toEqual([3, 7, 8, 9]);
      expect(await bodiesOf(source, '1000:2000')).toEqual([]);
      expect((await indexOf(source, '39:*', false)).map(({ uid, identity }) => [uid, identity])).toEqual([
        [39, undefined],
        [40, undefined],
      ]);
    });

    test('reading changes nothing', async () => {
      await destination.open(path('Batch'));
      const before = await indexOf(destination, '1:*', false);
      await source.open(path('Batch'));
      await bodiesOf(source, '1:*');
      expect(await indexOf(destination, '1:*', false)).toEqual(before);
    });

    test('a header without a body and a message of a single octet', async () => {
      const mailbox = path('Tiny');
      await destination.create(mailbox, null);
      const bodies = ['x', 'Subject: only a header\r\n\r\n', 'a\r\n'].map((text) => Buffer.from(text));
      for (const body of bodies) await destination.append(mailbox, [{ flags: [], internalDate: DATE, body }]);
      await source.open(mailbox);
      expect((await bodiesOf(source, '1:*')).map(([, body]) => body.toString())).toEqual(bodies.map(String));
    });

    test('nobody waits for a slow reader but the server', async () => {
      await source.open(path('Batch'));
      let at = 0;
      let inside = 0;
      await source.fetchBodies(
        '1:*',
        async () => {
          inside += 1;
          expect(inside).toBe(1);
          await new Promise((resolve) => setTimeout(resolve, 1));
          inside -= 1;
          at += 1;
        },
        letPass,
      );
      expect(at).toBe(40);
    });

    test('a refused password is a refused sign-in', async () => {
      const wrong = {
        ...options('suite@example.org'),
        secret: () => Promise.resolve({ kind: 'password', value: 'wrong' } as const),
      };
      const facts = await factsOf(sourceAccount(wrong).connect(new AbortController().signal));
      expect(facts).toMatchObject({ kind: 'sign-in-refused', when: 'never', side: 'source' });
    });

    test('the source heard nothing that writes', () => {
      const allowed =
        /^(?:AUTHENTICATE \*\*\*|LOGIN \*\*\*|CAPABILITY|ID|NAMESPACE|ENABLE|LIST|LSUB|STATUS|EXAMINE|UID FETCH|FETCH|UID SEARCH|GETQUOTAROOT|NOOP|LOGOUT)\b/;
      const fetches = sourceCommands.filter((line) => line.includes('FETCH'));
      expect(sourceCommands.filter((line) => !allowed.test(line) && line !== 'AUTHENTICATE ***')).toEqual([]);
      expect(fetches.filter((line) => /BODY(?!\.PEEK)|RFC822(?!\.SIZE)/.test(line))).toEqual([]);
      expect(fetches.length).toBeGreaterThan(5);
    });
  });
}

/** Messages of 400 octets to 40 kB, each with its own identity, some flagged. */
function messages(count: number): OutgoingMessage[] {
  return Array.from({ length: count }, (_unused, index) => ({
    flags: index % 3 === 0 ? ['\\Seen', '$Work'] : index % 3 === 1 ? ['\\Flagged'] : [],
    internalDate: DATE,
    body: Buffer.from(
      `Received: from somewhere\r\nMessage-ID: <${String(index)}@example.org>\r\nSubject: n. ${String(index)} \u00e9\r\n\r\n` +
        `line of ${String(index)} \u00e9\r\n`.repeat(20 + ((index * 37) % 40) * 50),
    ),
  }));
}

async function indexOf(session: SourceSession, uids: string, identity: boolean): Promise<IndexedMessage[]> {
  const found: IndexedMessage[] = [];
  await session.fetchIndex(uids, identity, (message) => {
    found.push(message);
  });
  return found;
}

async function bodiesOf(session: SourceSession, uids: string): Promise<[number, Buffer][]> {
  const found: [number, Buffer][] = [];
  await session.fetchBodies(
    uids,
    (uid, body) => {
      found.push([uid, body]);
    },
    letPass,
  );
  return found;
}
