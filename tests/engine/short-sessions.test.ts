import { expect, test } from 'vitest';
import { migrate } from '../../main/engine/migrate.ts';
import { defaultSettings, type MigrationSettings } from '../../main/engine/settings.ts';
import type { MigrationOutcome } from '../../shared/model/migration-event.ts';
import { mail } from '../support/awkward-mail.ts';
import { ALL_MAIL, GmailMemory } from '../support/gmail-memory.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { allContents, contents, MemoryMove } from '../support/memory-move.ts';
import { ShortSessions } from '../support/short-sessions.ts';

/** Messages of one session: far fewer than any phase needs. */
const SHORT = 160;

interface Cut {
  readonly source?: ShortSessions;
  readonly destination?: ShortSessions;
}

function run(move: MemoryMove, cut: Cut, settings: Partial<MigrationSettings> = {}): Promise<MigrationOutcome> {
  return migrate({
    source: cut.source?.of(move.source) ?? move.source.account(),
    destination: cut.destination?.of(move.destination) ?? move.destination.account(),
    sourceKey: 'old',
    destinationKey: 'new',
    journal: move.journal,
    clock: move.clock,
    settings: { ...defaultSettings, lanes: 2, batchMessages: 20, ...settings },
    signal: new AbortController().signal,
    onEvent: (event) => move.events.push(event),
  });
}

function letters(count: number, text = ''): MemoryMail {
  const server = new MemoryMail();
  for (const name of ['INBOX', 'Sent'])
    for (let n = 0; n < count; n++)
      server.put(name, { body: mail(`${name}-${String(n)}`, `number ${String(n)}${text}`) });
  return server;
}

test.each(['quick', 'deep', { kind: 'sample', bodies: 400, seed: 1 }] as const)(
  'sessions that end after a few messages, at both sides: the first run comes to its end, with a %j look',
  async (verify) => {
    const move = new MemoryMove(letters(400), new MemoryMail());
    const cut = { source: new ShortSessions(SHORT), destination: new ShortSessions(SHORT) };
    expect(await run(move, cut, { verify })).toMatchObject({ end: 'finished', copied: 800, failed: 0, waiting: 0 });
    expect(allContents(move.destination)).toEqual(allContents(move.source));
    expect(cut.source.sessions).toBeGreaterThan(800 / (SHORT / 4));
  },
);

test('a destination that has much of it already is listed and compared over as many sessions as that takes', async () => {
  const move = new MemoryMove(letters(400), letters(250));
  // The same to look at, and others inside: only reading tells.
  for (let n = 0; n < 150; n++) {
    const [here, there] = [mail('twin', `here ${String(n)}`), mail('twin', `over ${String(n)}`)];
    move.source.put('INBOX', { body: here });
    move.destination.put('INBOX', { body: n % 2 === 0 ? here : there });
  }
  const before = contents(move.destination, 'INBOX').length;
  const cut = { source: new ShortSessions(SHORT), destination: new ShortSessions(SHORT) };
  const outcome = await run(move, cut, { verify: 'deep' });
  expect(outcome).toMatchObject({ end: 'finished', alreadyThere: 575, copied: 375, failed: 0, waiting: 0 });
  expect(contents(move.destination, 'INBOX')).toHaveLength(before + 225);
});

test('a list of all labels longer than a session is taken over several', async () => {
  const gmail = new GmailMemory();
  for (let n = 0; n < 500; n++)
    gmail.put({ body: mail(`g${String(n)}`, `letter ${String(n)}`), labels: [n % 2 === 0 ? '\\Inbox' : 'Work'] });
  const move = new MemoryMove(gmail.mail, new MemoryMail());
  const source = new ShortSessions(SHORT);
  expect(await run(move, { source })).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(contents(move.destination, 'Work')).toHaveLength(250);
  expect(gmail.mail.mailbox(ALL_MAIL).messages).toHaveLength(500);
});

test('where nothing goes forward there is an end to it', async () => {
  const move = new MemoryMove(letters(10), new MemoryMail());
  const source = new ShortSessions(0);
  expect(await run(move, { source })).toMatchObject({ copied: 0, failed: 20 });
  expect(source.sessions).toBeLessThan(40);
});
