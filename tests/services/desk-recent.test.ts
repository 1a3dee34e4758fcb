import { describe, expect, it } from 'vitest';
import type { EstimateView } from '../../shared/ipc/estimate-view.ts';
import { defaultRunOptions } from '../../shared/ipc/estimate-view.ts';
import type { MailboxPair, MigrationPlan } from '../../shared/model/plan.ts';
import { MailError } from '../../main/engine/mail-error.ts';
import { estimateView, type EstimateInput } from '../../main/services/desk/estimate/estimate-view.ts';
import { recentAmount } from '../../main/services/desk/estimate/recent-amount.ts';
import { countRecent } from '../../main/services/desk/looking/count-recent.ts';
import { moveRecord } from '../../main/services/desk/move-record.ts';
import { newMove } from '../../main/services/desk/new-move.ts';
import { recentSince } from '../../main/services/recent-since.ts';
import { DeskWorld } from '../support/desk-world.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { allContents } from '../support/memory-move.ts';

const DAY = 86_400_000;
const { signal } = new AbortController();
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An INTERNALDATE so many days ago. */
function daysAgo(days: number): string {
  const date = new Date(Date.now() - days * DAY);
  const day = String(date.getUTCDate()).padStart(2);
  return `${day}-${MONTHS[date.getUTCMonth()] ?? ''}-${String(date.getUTCFullYear())} 12:00:00 +0000`;
}

/** Every third letter is recent. */
function fillByAge(mail: MemoryMail, count: number): void {
  for (let index = 0; index < count; index++) {
    const body = `Message-ID: <${String(index)}@old.example>\r\nSubject: n\r\n\r\n${index % 3 === 0 ? 'fresh' : 'old'}\r\n`;
    const mailbox = ['INBOX', 'Letters'][index % 2] ?? 'INBOX';
    mail.put(mailbox, { body, internalDate: daysAgo(index % 3 === 0 ? 10 : 400) });
  }
}

function pair(source: string, messages: number, bytes: number | null = messages * 1000): MailboxPair {
  const rest = { role: null, renamed: [], subscribed: true, exists: false };
  return { source, destination: source, messages, bytes, ...rest };
}

describe('how much mail is recent', () => {
  it('is asked mailbox by mailbox, the largest first', async () => {
    const mail = new MemoryMail();
    fillByAge(mail, 12);
    const opened: string[] = [];
    const session = await mail.account().connect(signal);
    const open = session.open.bind(session);
    session.open = (name) => {
      opened.push(name);
      return open(name);
    };
    const plan = { pairs: [pair('INBOX', 6), pair('Letters', 60), pair('Empty', 0)], labels: null };
    const question = { since: recentSince(Date.now(), 90), clock: new StillClock(), signal };
    const counts = await countRecent(session, plan, question);
    expect([...counts].toSorted()).toEqual([
      ['Empty', 0],
      ['INBOX', 2],
      ['Letters', 2],
    ]);
    // Nothing is asked of a mailbox that is empty.
    expect(opened).toEqual(['Letters', 'INBOX']);
  });

  it('is left open where a server is slow, or does not want to say', async () => {
    const mail = new MemoryMail();
    const plan = { pairs: [pair('INBOX', 6), pair('Letters', 60)], labels: null };
    const question = { since: 0, clock: new FakeClock(), signal };
    const slow = await mail.account().connect(signal);
    slow.countSince = () => new Promise(() => undefined);
    fillByAge(mail, 12);
    expect([...(await countRecent(slow, plan, question))]).toEqual([]);
    const refusing = await mail.account().connect(signal);
    refusing.countSince = () =>
      Promise.reject(new MailError({ kind: 'refused', when: 'later', wide: 'mailbox', outcome: 'refused' }));
    expect([...(await countRecent(refusing, plan, { ...question, clock: new StillClock() }))]).toEqual([]);
  });

  it('is a sum with a mean size, at least and at most', () => {
    const pairs = [pair('INBOX', 100, 200_000), pair('Big', 900, 900_000), pair('Small', 50, 1_000_000)];
    const plan = { pairs, labels: null };
    const all = { messages: 40, bytes: 70_000 };
    const counts = new Map([
      ['INBOX', 30],
      ['Big', 10],
    ]);
    expect(recentAmount(plan, new Map([...counts, ['Small', 0]]))).toEqual({ least: all, most: all });
    expect(recentAmount(plan, counts)).toEqual({ least: all, most: { messages: 90, bytes: 1_070_000 } });
    // Most of the mail was not asked about: nothing can be said.
    expect(recentAmount(plan, new Map([['INBOX', 30]]))).toBeNull();
    expect(recentAmount(plan, null)).toBeNull();
    // A size that is not told is not made up.
    const untold = { pairs: [pair('INBOX', 100, null)], labels: null };
    expect(recentAmount(untold, counts)).toMatchObject({ least: { messages: 30, bytes: null } });
    // More came in since.
    expect(recentAmount({ pairs: [pair('INBOX', 20)], labels: null }, counts)?.least.messages).toBe(20);
  });

  it('counts each message of a labelled account once', () => {
    const shared = { ...pair('Work', 500), readsFrom: 'All Mail' };
    const labels = { allMail: 'All Mail', messages: 800, bytes: 800_000 } as NonNullable<MigrationPlan['labels']>;
    const counts = new Map([
      ['All Mail', 100],
      ['Spam', 3],
    ]);
    const plan = { pairs: [shared, pair('Spam', 30)], labels };
    expect(recentAmount(plan, counts)?.least).toEqual({ messages: 103, bytes: 103_000 });
  });
});

describe('when the recent mail is there', () => {
  const GB = 1_000_000_000;
  const speed = { messages: 20, bytes: 2_000_000, seconds: 1.5 };
  const least = { messages: 1_000, bytes: GB / 5 };
  const view = (change: Partial<EstimateInput>): EstimateView =>
    estimateView({
      plan: { messages: 20_000, bytes: 4 * GB },
      recent: { least, most: least },
      rehearsal: { down: speed, up: speed },
      options: defaultRunOptions,
      lanes: 4,
      source: null,
      destination: null,
      ...change,
    });

  it('is a range before the end of the whole', () => {
    const { recent, estimate } = view({});
    if (estimate.kind !== 'range' || !recent?.usableAfter) throw new Error('no range');
    expect(recent).toMatchObject({ ...least, isComplete: true });
    expect(recent.usableAfter.fromSeconds).toBeGreaterThan(0);
    expect(recent.usableAfter.fromSeconds).toBeLessThan(recent.usableAfter.toSeconds);
    expect(recent.usableAfter.toSeconds).toBeLessThan(estimate.toSeconds / 2);
    // All messages must be listed before.
    const more = view({ plan: { messages: 2_000_000, bytes: 400 * GB } }).recent?.usableAfter;
    expect(more?.toSeconds).toBeGreaterThan(recent.usableAfter.toSeconds + 1_000);
  });

  it('fits into the first day where the whole does not, and follows the chosen bandwidth', () => {
    const limits = { downloadBytesPerDay: { value: GB, source: 'somebody', confirmed: true } };
    const source = { name: 'Gmail', limits };
    const limited = view({ source });
    expect(limited.estimate).toMatchObject({ boundBy: 'download-limit' });
    expect(limited.recent?.usableAfter?.toSeconds).toBeLessThan(86_400);
    const most = { messages: 12_000, bytes: 2 * GB };
    expect(view({ source, recent: { least: most, most } }).recent?.usableAfter?.fromSeconds).toBeGreaterThan(86_400);
    const options = { ...defaultRunOptions, bytesPerSecond: 100_000 };
    expect(view({ options }).recent?.usableAfter?.fromSeconds).toBe(2_000);
  });

  it('is a wider range where not everything was asked, and nothing where nothing is known', () => {
    const open = view({ recent: { least, most: { messages: 3_000, bytes: GB } } }).recent;
    expect(open).toMatchObject({ isComplete: false, messages: 1_000 });
    expect(open?.usableAfter?.toSeconds).toBeGreaterThan(view({}).recent?.usableAfter?.toSeconds ?? 0);
    expect(view({ recent: null }).recent).toBeNull();
    expect(view({ rehearsal: null }).recent).toMatchObject({ messages: 1_000, usableAfter: null });
    const none = { messages: 0, bytes: 0 };
    expect(view({ recent: { least: none, most: none } }).recent?.usableAfter?.fromSeconds).toBe(0);
  });
});

/** A clock whose pauses never end. */
class StillClock extends FakeClock {
  override sleep(_ms: number, aborted: AbortSignal): Promise<void> {
    return new Promise((_resolve, reject) => {
      aborted.addEventListener('abort', () => reject(aborted.reason as Error));
    });
  }
}

describe('a move with the recent mail first', () => {
  async function begun(letters = 60): Promise<{ here: DeskWorld; move: string }> {
    const here = new DeskWorld();
    fillByAge(here.old.mail, letters);
    await here.start();
    const move = await here.signedIn();
    await here.desk.runChecks({ move });
    await here.until(move, ({ checks }) => checks.state === 'done');
    await here.desk.chooseOptions({ move, options: { ...defaultRunOptions, recentFirst: true } });
    return { here, move };
  }

  const stored = (here: DeskWorld): number =>
    [...here.new.mail.mailboxes.values()].reduce((sum, { messages }) => sum + messages.length, 0);

  it('is told how much that is before it begins', async () => {
    const { here, move } = await begun();
    await using _ = here;
    expect((await here.desk.estimate({ move }))?.recent).toMatchObject({ messages: 20, isComplete: true });
  });

  it('says how far it is, when it was there, and remembers that over a restart', async () => {
    const { here, move } = await begun();
    await using _ = here;
    here.new.mail.rules = { ...here.new.mail.rules, multiAppend: false };
    here.new.appendMs = 15;
    await here.desk.startMove({ move });
    const during = await here.until(move, ({ run }) => run.recent?.kind === 'copying' && run.recent.done > 0);
    expect(during.run.recent).toMatchObject({ kind: 'copying' });
    const there = await here.until(move, ({ run }) => run.recent?.kind === 'there');
    expect(stored(here)).toBeGreaterThanOrEqual(20);
    expect(stored(here)).toBeLessThan(60);
    const fresh = [...here.new.mail.mailboxes.values()].flatMap(({ messages }) => messages).slice(0, 60);
    expect(fresh.filter(({ body }) => body.toString().includes('fresh'))).toHaveLength(20);
    const { recent } = there.run;
    await here.desk.pauseMove({ move });
    await here.until(move, ({ run }) => run.phase === 'paused');
    await here.restart();
    expect((await here.desk.move({ move })).run.recent).toEqual(recent);
    here.new.appendMs = 0;
    await here.desk.startMove({ move });
    const end = await here.until(move, ({ run }) => run.phase === 'finished');
    expect(end.run.recent).toBeNull();
    for (const [name, contents] of Object.entries(allContents(here.old.mail)))
      expect(allContents(here.new.mail)[name]?.toSorted()).toEqual(contents.toSorted());
  });

  it('goes on with the same line after a restart in the first part', async () => {
    const { here, move } = await begun();
    await using _ = here;
    here.new.mail.rules = { ...here.new.mail.rules, multiAppend: false };
    here.new.appendMs = 15;
    await here.desk.startMove({ move });
    await here.until(move, ({ run }) => run.recent?.kind === 'copying' && run.recent.done > 2);
    const desk = await here.restart();
    desk.goOnAfterStart();
    const again = await here.until(move, ({ run }) => run.recent?.kind === 'copying');
    expect(again.run.recent).toMatchObject({ kind: 'copying' });
    if (again.run.recent?.kind === 'copying') expect(again.run.recent.done).toBeGreaterThan(2);
    const there = await here.until(move, ({ run }) => run.recent?.kind === 'there');
    expect(there.run.phase).toBe('running');
  });

  it('does not put anything first without the wish, nor when new mail is looked for later', async () => {
    const { here, move } = await begun(12);
    await using _ = here;
    await here.desk.startMove({ move });
    await here.until(move, ({ run }) => run.phase === 'finished');
    here.old.mail.put('INBOX', { body: 'Message-ID: <new@x>\r\n\r\nnew\r\n', internalDate: daysAgo(0) });
    here.new.mail.commands.length = 0;
    await here.desk.startMove({ move });
    await here.until(move, ({ run }) => run.phase === 'finished' && here.new.mail.commands.includes('append'));
    // A mailbox with news is opened once.
    expect(here.new.mail.commands.filter((name) => name === 'open')).toHaveLength(1);

    await here.desk.chooseOptions({ move, options: defaultRunOptions });
    expect((await here.desk.move({ move })).run.recent).toBeNull();
  });

  it('was not wished for by whoever began a move before there was the choice', () => {
    const now = newMove('a'.repeat(16), 1);
    const { hoursPerDay, bytesPerSecond, startAt } = now.options;
    const before = { ...now, options: { hoursPerDay, bytesPerSecond, startAt }, recent: undefined };
    expect(moveRecord.parse(JSON.parse(JSON.stringify(before)))).toEqual(now);
  });
});
