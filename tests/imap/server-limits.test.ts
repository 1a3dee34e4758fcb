import { expect, test } from 'vitest';
import { MailError } from '../../main/engine/mail-error.ts';
import { letPass, type DestinationSession } from '../../main/engine/ports.ts';
import { MOST_MAILBOXES } from '../../main/imap/server-limits.ts';
import { factsOf } from './connect-for-test.ts';
import type { Peer } from './scripted-server.ts';
import { scriptedSessions } from './scripted-session.ts';

const sessions = scriptedSessions();

/** A session with a scripted server of ours; `leastWithin` as given. */
const open = (
  capabilities: string,
  script: (peer: Peer) => Promise<void>,
  leastWithin = 900_000,
): Promise<DestinationSession> => sessions.open(capabilities, script, { timeouts: { silence: 20_000, leastWithin } });

/** Sends the same lines without end, as fast as they are taken. */
async function flood(peer: Peer, lines: (n: number) => string): Promise<void> {
  for (let n = 0; ; n += 1_000) {
    let text = '';
    for (let line = n; line < n + 1_000; line++) text += lines(line);
    if (!(await peer.flush(text))) return;
  }
}

const one = 'LIST-EXTENDED LIST-STATUS';

test.each<[string, string, (n: number) => string]>([
  ['mailboxes', one, (n) => `* LIST () "/" "Box ${String(n)}"\r\n`],
  ['mailboxes of a server without extensions', '', (n) => `* LIST () "/" "Box ${String(n)}"\r\n`],
  ['subscriptions', '', (n) => `* LSUB () "/" "Box ${String(n)}"\r\n`],
  ['statuses', one, (n) => `* STATUS "Box ${String(n)}" (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 3)\r\n`],
  ['long names', one, (n) => `* LIST () "/" "${String(n)}${'x'.repeat(5_000)}"\r\n`],
])('%s without end are told as too many, and the connection is gone', async (_what, capabilities, lines) => {
  const session = await open(capabilities, async (peer) => {
    for (;;) {
      const command = await peer.line();
      if (/ LIST /.test(command)) return flood(peer, lines);
      const [tag = ''] = command.split(' ');
      peer.send(`${tag} OK done\r\n`);
    }
  });
  expect(await factsOf(session.inspect())).toMatchObject({
    kind: 'too-many-mailboxes',
    when: 'never',
    wide: 'account',
  });
  await expect(session.ping()).rejects.toBeInstanceOf(MailError);
});

test(`${String(MOST_MAILBOXES)} mailboxes are an account like any other`, async () => {
  const session = await open(one, async (peer) => {
    for (;;) {
      const command = await peer.line();
      const [tag = '', name] = command.split(' ');
      if (name === 'LIST')
        for (let n = 0; n < MOST_MAILBOXES; n += 1)
          peer.send(
            `* LIST () "/" "Box ${String(n)}"\r\n* STATUS "Box ${String(n)}" (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 3)\r\n`,
          );
      peer.send(`${tag} OK done\r\n`);
    }
  });
  expect((await session.inspect()).mailboxes).toHaveLength(MOST_MAILBOXES);
});

test.each([
  ['warnings', () => '* OK still here\r\n'],
  ['news of other clients', (n: number) => `* ${String(n + 1)} EXISTS\r\n`],
  ['long lines of nothing', () => `* X-NOTHING ${'x'.repeat(10_000)}\r\n`],
  ['statuses', () => '* STATUS "A" (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 3)\r\n'],
  ['mailboxes', (n: number) => `* LIST () "/" "Box ${String(n)}"\r\n`],
])('%s without end are an answer outside of the protocol', async (_what, lines: (n: number) => string) => {
  const session = await open('', async (peer) => {
    await peer.line();
    await flood(peer, lines);
  });
  expect(await factsOf(session.subscribe('A'))).toMatchObject({ kind: 'protocol' });
});

test('the same mailbox again and again is an answer outside of the protocol', async () => {
  const session = await open(one, async (peer) => {
    await peer.line();
    await flood(peer, () => `* LIST () "/" "${'x'.repeat(5_000)}"\r\n`);
  });
  expect(await factsOf(session.inspect())).toMatchObject({ kind: 'protocol' });
});

test('bodies that nobody asked for do not go on for ever', async () => {
  const session = await open('', async (peer) => {
    await peer.line();
    await flood(peer, (n) => `* 1 FETCH (UID ${String(n + 100)} FLAGS ())\r\n`);
  });
  expect(await factsOf(session.fetchBodies('1', () => undefined, letPass))).toMatchObject({ kind: 'protocol' });
});

test.each(['0', '-5', '4294967296', '1.5', 'five'])(
  'a row of UID %s is about one message, and the connection lives',
  async (uid) => {
    const row = (of: string): string =>
      `* 1 FETCH (UID ${of} FLAGS () INTERNALDATE "17-Jul-1996 02:44:25 -0700" RFC822.SIZE 9)\r\n`;
    const session = await open('', async (peer) => {
      await peer.ok(row('1') + row(uid) + row('3'));
      await peer.ok();
    });
    const uids: number[] = [];
    const facts = await factsOf(session.fetchIndex('1:*', false, (message) => void uids.push(message.uid)));
    expect(facts).toMatchObject({ kind: 'protocol', wide: 'message', outcome: 'refused' });
    expect(uids).toEqual([1, 3]);
    await session.subscribe('A');
  },
);

test.each([
  ['a literal that drips', `* 1 FETCH (UID 1 BODY[] {100000}\r\n`, 'x'],
  ['a command that is only told to be worked on', '', '* OK still here\r\n'],
  ['a status nobody asked for', '', '* STATUS "A" (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 3)\r\n'],
  ['a literal of a response nobody asked for', '', `* X-NOTHING {1000}\r\n${'x'.repeat(1_000)}\r\n`],
  ['a message nobody asked for', '', `* 2 FETCH (UID 2 BODY[] {1000}\r\n${'x'.repeat(1_000)})\r\n`],
  ['one message again and again', '', `* 1 FETCH (UID 1 BODY[] {1000}\r\n${'x'.repeat(1_000)})\r\n`],
])('%s is silence in the end', async (_what, first, again) => {
  const session = await open(
    '',
    async (peer) => {
      await peer.line();
      peer.send(first);
      const drip = setInterval(() => peer.send(again), 10);
      await peer.gone().finally(() => clearInterval(drip));
    },
    400,
  );
  expect(await factsOf(session.fetchBodies('1', () => undefined, letPass))).toMatchObject({
    kind: 'silence',
    when: 'later',
  });
});
