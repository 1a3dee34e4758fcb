import { describe, expect, it, test } from 'vitest';
import { buildPlan } from '../../main/engine/plan/build-plan.ts';
import { checkLines, failedLook, mayGoOn } from '../../main/services/desk/checks/check-lines.ts';
import type { ChecksRecord, Look, WriteTest } from '../../main/services/desk/checks/look.ts';
import { planOptions } from '../../main/services/desk/folders/plan-options.ts';
import { nothingTried } from '../../main/engine/try-abilities.ts';
import { checkId, checkLine, type CheckId, type CheckLine } from '../../shared/ipc/checks-view.ts';
import { defaultFolderChoices } from '../../shared/ipc/folders-view.ts';
import type { ProblemView } from '../../shared/ipc/problem-view.ts';
import type { AccountFacts, ListedMailbox } from '../../shared/model/mailbox.ts';
import { sampleFacts, sampleLook, sampleMailbox } from './desk-sample-facts.ts';

const newAddress = { host: 'mail.new.example', port: 993, security: 'tls', user: 'anna@new.example' } as const;
const over: WriteTest = { kind: 'over' };
const untouched: ChecksRecord = { acknowledged: [], rehearsal: null };
const rehearsed = { at: 1, scratch: null, down: null, up: null, abilities: nothingTried };

/** A look at two accounts, but for what is changed. */
function look(change: {
  readonly from?: readonly ListedMailbox[];
  readonly source?: Partial<AccountFacts>;
  readonly to?: readonly ListedMailbox[];
  readonly destination?: Partial<AccountFacts>;
  readonly provider?: string;
  readonly host?: string;
}): Look {
  const source = sampleFacts(change.from ?? [sampleMailbox('INBOX', 10)], change.source);
  const destination = sampleFacts(change.to ?? [sampleMailbox('INBOX', 0)], change.destination);
  return {
    source: sampleLook(source, {
      address: { ...newAddress, host: change.host ?? 'imap.old.example', user: 'anna@old.example' },
    }),
    destination: sampleLook(destination, { address: newAddress, provider: change.provider ?? null }),
    plan: buildPlan(source, destination, planOptions(defaultFolderChoices), new Map()),
    recent: new Map(),
    tooBig: null,
    independence: {
      domain: 'new.example',
      receiver: { kind: 'own', host: 'mx.new.example' },
      receiverCountry: null,
      mailbox: { host: newAddress.host, country: null },
      tableDate: null,
    },
  };
}

/** One line; each must be one the contract takes. */
function line(id: CheckId, found: Look, record = untouched, writing = over): CheckLine {
  const lines = checkLines(found, record, writing);
  for (const one of lines) checkLine.parse(one);
  const wanted = lines.find((one) => one.id === id);
  if (!wanted) throw new Error(`no line ${id}`);
  return wanted;
}

const problem: ProblemView = {
  ...{ kind: 'sign-in-refused', side: 'destination', host: 'mail.new.example', user: 'anna', serverText: 'No' },
  ...{ code: null, refusal: 'wrong-password', certificate: null, certificates: null, provider: null },
} as const;

describe('the lines', () => {
  it('say who receives the new address’s mail, and warn of a giant', () => {
    const { independence, ...found } = look({});
    const judged = (receiver: NonNullable<Look['independence']>['receiver']): CheckLine =>
      line('independent', {
        ...found,
        independence: independence && { ...independence, receiver },
      });
    expect(judged({ kind: 'giant', name: 'Gmail', host: 'aspmx.l.google.com' })).toMatchObject({
      verdict: 'warn',
      values: { receiver: 'giant', domain: 'new.example', name: 'Gmail', host: 'aspmx.l.google.com' },
    });
    expect(judged({ kind: 'own', host: 'mx.new.example' })).toMatchObject({ verdict: 'pass', values: { name: null } });
    expect(judged({ kind: 'nobody' })).toMatchObject({ verdict: 'pass', values: { host: null } });
  });

  it('leave open who receives it where nobody would tell, which holds nobody up', () => {
    const found = look({ destination: { quota: { usedBytes: 0, limitBytes: 1e12 } } });
    const lines = checkLines({ ...found, independence: null }, untouched, over);
    expect(lines.find(({ id }) => id === 'independent')).toMatchObject({
      verdict: 'open',
      values: { receiver: 'not-told' },
    });
    expect(mayGoOn(lines)).toBe(true);
  });

  it('are one for each check, each once', () => {
    const ids = checkLines(look({}), untouched, over).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(checkId.options.toSorted());
  });

  it('pass for two plain accounts, and only the write test is open', () => {
    const lines = checkLines(look({}), untouched, over);
    const verdicts = new Map(lines.map(({ id, verdict }) => [id, verdict]));
    expect(verdicts.get('write-test')).toBe('open');
    expect(verdicts.get('room')).toBe('warn');
    const others = lines.filter(({ id }) => id !== 'write-test' && id !== 'room');
    expect(others.map(({ verdict }) => verdict)).toEqual(others.map(() => 'pass'));
  });

  it('clean whatever a server calls things, and keep it short', () => {
    const nasty = `<b>\u202Eevil\u0000\n${'\u0301'.repeat(5000)}${'x'.repeat(5000)}`;
    const names = [`${nasty}/a|b`, nasty].map((name) => sampleMailbox(name, null));
    const found = look({
      from: [sampleMailbox('INBOX', 1), ...names],
      to: [sampleMailbox('INBOX', 0)],
      destination: { appendLimit: 5 },
    });
    const all = {
      ...found,
      tooBig: [{ mailbox: nasty, uid: 1, size: 10, internalDate: nasty }],
      source: { ...found.source, protection: { protocol: nasty, subject: nasty, issuer: nasty, validTo: 0 } },
    };
    const text = JSON.stringify(checkLines(all, { ...untouched, rehearsal: { ...rehearsed, scratch: nasty } }, over));
    for (const { id } of checkLines(all, untouched, over)) line(id, all);
    expect(text).not.toMatch(/[\u0000-\u001F\u202E]/);
    expect(text.length).toBeLessThan(10_000);
  });
});

describe('reachable and encrypted', () => {
  it('tell the distance, the host and the protocol', () => {
    expect(line('source-reachable', look({}))).toMatchObject({
      verdict: 'pass',
      values: { ms: 41, host: 'imap.old.example' },
    });
    expect(line('destination-reachable', look({}))).toMatchObject({ values: { ms: 41, host: 'mail.new.example' } });
    expect(line('encrypted', look({}))).toMatchObject({
      verdict: 'pass',
      values: { source: 'TLSv1.3', destination: 'TLSv1.3' },
    });
  });

  it('fail for a way without protection', () => {
    const found = look({});
    const bare = { ...found, destination: { ...found.destination, protection: null } };
    expect(line('encrypted', bare)).toMatchObject({ verdict: 'fail', values: { destination: null } });
  });
});

describe('different accounts', () => {
  const same = (user: string, host: string): Look => {
    const found = look({});
    return { ...found, source: { ...found.source, address: { ...newAddress, user, host } } };
  };
  it.each([
    ['anna@new.example', 'mail.new.example', 'fail'],
    ['Anna@new.example', 'MAIL.new.example', 'fail'],
    ['anna@new.example', 'mail.other.example', 'pass'],
    ['otto@new.example', 'mail.new.example', 'pass'],
  ])('%s at %s: %s', (user, host, verdict) => {
    expect(line('different-accounts', same(user, host)).verdict).toBe(verdict);
  });
});

describe('counted', () => {
  it('counts what holds messages, and no view of others', () => {
    const found = look({
      from: [
        sampleMailbox('INBOX', 10),
        sampleMailbox('Junk', 4, { attributes: ['\\Junk'] }),
        sampleMailbox('[Gmail]', null, { attributes: ['\\NoSelect'] }),
        sampleMailbox('[Gmail]/All Mail', 14, { attributes: ['\\All'] }),
      ],
    });
    expect(line('counted', found)).toMatchObject({
      verdict: 'pass',
      values: { mailboxes: 2, messages: 14, bytes: 14_000 },
      items: [],
    });
  });

  it('says of each mailbox that could not be counted', () => {
    const found = look({ from: [sampleMailbox('INBOX', 10), sampleMailbox('Closed', null)] });
    expect(line('counted', found)).toMatchObject({
      verdict: 'warn',
      values: { mailboxes: 2, messages: 10 },
      items: [{ mailbox: 'Closed' }],
    });
  });

  it('knows no bytes where one mailbox does not tell them, unless it is empty', () => {
    const untold = (name: string, messages: number): ListedMailbox =>
      sampleMailbox(name, messages, {
        status: { messages, uidNext: 1, uidValidity: 1, size: null, highestModseq: null },
      });
    expect(line('counted', look({ from: [sampleMailbox('INBOX', 1), untold('a', 2)] })).values['bytes']).toBeNull();
    expect(line('counted', look({ from: [sampleMailbox('INBOX', 1), untold('a', 0)] })).values['bytes']).toBe(1000);
  });

  it('lists at most 200', () => {
    const many = Array.from({ length: 300 }, (_, n) => sampleMailbox(`m${String(n)}`, null));
    expect(line('counted', look({ from: many })).items).toHaveLength(200);
  });
});

describe('room', () => {
  const quota = (usedBytes: number, limitBytes: number): Look =>
    look({ destination: { quota: { usedBytes, limitBytes } } });
  it.each([
    [quota(0, 10_000), 'pass', { freeBytes: 10_000, missingBytes: null, limitBytes: 10_000 }],
    [quota(8_000, 10_000), 'warn', { freeBytes: 2_000, missingBytes: 8_000, limitBytes: 10_000 }],
    [quota(12_000, 10_000), 'warn', { freeBytes: 0, missingBytes: 10_000, limitBytes: 10_000 }],
    [look({}), 'warn', { freeBytes: null, missingBytes: null, limitBytes: null }],
  ])('%#: %s', (found, verdict, values) => {
    expect(line('room', found)).toMatchObject({ verdict, values });
  });
});

describe('too large', () => {
  const limited = look({ destination: { appendLimit: 5_000 } });
  const big = { mailbox: 'INBOX', uid: 3, size: 6_000, internalDate: '17-Jul-1996 02:44:25 -0700' };
  it('passes where no limit is told, and where none is larger', () => {
    expect(line('too-large', look({}))).toMatchObject({ verdict: 'pass', values: { limitBytes: null, count: null } });
    expect(line('too-large', { ...limited, tooBig: [] })).toMatchObject({
      verdict: 'pass',
      values: { limitBytes: 5_000, count: 0 },
    });
  });

  it('names those that are', () => {
    expect(line('too-large', { ...limited, tooBig: [big] })).toMatchObject({
      verdict: 'warn',
      values: { limitBytes: 5_000, count: 1 },
      items: [{ mailbox: 'INBOX', bytes: 6_000, date: big.internalDate }],
    });
    const many = Array.from({ length: 900 }, () => big);
    const found = line('too-large', { ...limited, tooBig: many });
    expect(found.values['count']).toBe(900);
    expect(found.items).toHaveLength(200);
  });

  it('warns by what is known of the provider, where the server does not say', () => {
    const knownLimit = { bytes: 5_000, provider: 'Some <b>Host</b>', source: 'somebody said so' };
    const values = { limitBytes: 5_000, limitProvider: 'Some <b>Host</b>', limitSource: 'somebody said so' };
    expect(line('too-large', { ...look({}), knownLimit, tooBig: [big] })).toMatchObject({
      verdict: 'warn',
      values: { ...values, count: 1 },
      items: [{ bytes: 6_000 }],
    });
    expect(line('too-large', { ...look({}), knownLimit, tooBig: [] })).toMatchObject({ verdict: 'pass', values });
    expect(line('too-large', { ...look({}), knownLimit }).verdict).toBe('open');
    // What the server says counts.
    expect(line('too-large', { ...limited, knownLimit: { ...knownLimit, bytes: 9_000 }, tooBig: [big] })).toMatchObject(
      {
        values: { limitBytes: 5_000, limitProvider: null, limitSource: null },
      },
    );
  });

  it('claims nothing while nobody has looked', () => {
    expect(line('too-large', limited).verdict).toBe('open');
  });
});

describe('names', () => {
  it('shows what gets another name and why, but not what meets its like', () => {
    const found = look({
      from: [
        sampleMailbox('INBOX', 1),
        sampleMailbox('Sent', 1, { attributes: ['\\Sent'] }),
        sampleMailbox('Work', 1),
        sampleMailbox('work', 1),
      ],
      to: [sampleMailbox('INBOX', 0), sampleMailbox('Gesendet', 0, { attributes: ['\\Sent'] })],
    });
    expect(found.plan.pairs.find(({ source }) => source === 'Sent')).toMatchObject({ renamed: ['role'] });
    expect(line('names', found)).toMatchObject({
      verdict: 'warn',
      values: { count: 1 },
      items: [{ from: 'work', to: 'work (2)', reasons: 'collision' }],
    });
    expect(line('names', look({})).verdict).toBe('pass');
  });
});

describe('the destination', () => {
  it('may have messages already', () => {
    expect(line('destination-empty', look({ to: [sampleMailbox('INBOX', 3)] }))).toMatchObject({
      verdict: 'warn',
      values: { messages: 3 },
    });
    expect(line('destination-empty', look({}))).toMatchObject({ verdict: 'pass', values: { messages: 0 } });
  });

  const many = [sampleMailbox('INBOX', 1), ...Array.from({ length: 25 }, (_, n) => sampleMailbox(`m${String(n)}`, 1))];
  it.each([
    ['gmx', 'warn', 20],
    ['web_de', 'pass', 40],
    ['posteo', 'pass', null],
  ])('at %s may allow only so many mailboxes: %s', (provider, verdict, limit) => {
    expect(line('mailbox-limit', look({ from: many, provider }))).toMatchObject({
      verdict,
      values: { limit, mailboxes: 26 },
    });
  });

  it('counts the mailboxes that are there already', () => {
    const to = [sampleMailbox('INBOX', 0), ...many.slice(1, 11), sampleMailbox('own', 0)];
    expect(line('mailbox-limit', look({ from: many, to, provider: 'web_de' })).values['mailboxes']).toBe(27);
  });
});

describe('hidden mail', () => {
  const gmail = { capabilities: new Set(['IMAP4REV1', 'X-GM-EXT-1']) };
  const all = (messages: number | null): ListedMailbox =>
    sampleMailbox('[Gmail]/Tous les messages', messages, { attributes: ['\\All'] });
  it.each<readonly [string, readonly ListedMailbox[], string, number | null, number | null]>([
    ['everything there', [sampleMailbox('INBOX', 800), all(2_100)], 'pass', null, null],
    ['a label of exactly 1,000 among more', [sampleMailbox('INBOX', 1_000), all(2_100)], 'pass', null, null],
    ['All Mail smaller than a label', [sampleMailbox('INBOX', 3_000), all(2_100)], 'warn', 2_100, 3_000],
    ['no All Mail', [sampleMailbox('INBOX', 3_000)], 'warn', 0, 3_000],
    ['cut at 1,000', [sampleMailbox('INBOX', 700), all(1_000)], 'warn', 1_000, null],
    ['cut at 10,000', [sampleMailbox('INBOX', 10_000), all(10_000)], 'warn', 10_000, null],
    ['more spam than mail', [all(100), sampleMailbox('Spam', 400, { attributes: ['\\Junk'] })], 'pass', null, null],
    ['nothing at all', [sampleMailbox('INBOX', 0), all(0)], 'pass', null, null],
  ])('Gmail, %s: %s', (_name, from, verdict, shown, least) => {
    expect(line('hidden-mail', look({ from, source: gmail }))).toMatchObject({
      verdict,
      values: { shown, all: least },
    });
  });

  it.each([
    ['imap.mail.yahoo.com', 10_000, 'warn'],
    ['imap.mail.yahoo.com', 9_999, 'pass'],
    ['export.imap.mail.yahoo.com', 10_000, 'pass'],
    ['imap.other.example', 10_000, 'pass'],
  ])('%s with %i messages: %s', (host, messages, verdict) => {
    expect(line('hidden-mail', look({ from: [sampleMailbox('INBOX', messages)], host })).verdict).toBe(verdict);
  });
});

describe('the write test', () => {
  it.each<readonly [string, ChecksRecord['rehearsal'], WriteTest, Partial<CheckLine>]>([
    ['nobody asked', null, over, { verdict: 'open', items: [] }],
    ['under way', null, { kind: 'running' }, { verdict: 'running' }],
    ['went well', rehearsed, over, { verdict: 'pass', items: [] }],
    [
      'left something behind',
      { ...rehearsed, scratch: 'Test 1a2b' },
      over,
      { verdict: 'warn', items: [{ name: 'Test 1a2b' }] },
    ],
    [
      'failed and left something behind',
      { ...rehearsed, scratch: 'Test 1a2b' },
      { kind: 'failed', problem },
      { verdict: 'fail', items: [{ name: 'Test 1a2b' }] },
    ],
    ['failed', rehearsed, { kind: 'failed', problem }, { verdict: 'fail', problem }],
    [
      'found that dates do not stay',
      { ...rehearsed, abilities: { ...nothingTried, date: 'changed', keyword: 'kept' } },
      over,
      { verdict: 'warn', values: { date: 'changed', keyword: 'kept', dot: null } },
    ],
    [
      'found that names lose something',
      {
        ...rehearsed,
        abilities: { ...nothingTried, characters: { taken: '&', refused: '"%' }, tilde: 'refused' as const },
      },
      over,
      { verdict: 'pass', values: { characters: 'refused', refusedCharacters: '"%', tilde: 'refused' } },
    ],
    [
      'found what has another way',
      { ...rehearsed, abilities: { ...nothingTried, dot: 'refused', letters: 'changed', multiAppend: 'refused' } },
      over,
      { verdict: 'pass', values: { dot: 'refused', letters: 'changed' } },
    ],
  ])('%s', (_name, rehearsal, writing, expected) => {
    expect(line('write-test', look({}), { acknowledged: [], rehearsal }, writing)).toMatchObject(expected);
  });
});

test('a folder of a test that was killed is found in the next look', () => {
  const to = [sampleMailbox('INBOX', 0), sampleMailbox('Homing test 1a2b3c4d', 7), sampleMailbox('Homing test', 1)];
  const found = line('write-test', look({ to }), untouched, over);
  expect(found).toMatchObject({ verdict: 'warn', items: [{ name: 'Homing test 1a2b3c4d' }] });
});

describe('going on', () => {
  const asks = checkLines(look({ to: [sampleMailbox('INBOX', 3)] }), untouched, over);
  const warned = asks.filter(({ verdict }) => verdict === 'warn').map(({ id }) => id);

  it('takes a word for each warning', () => {
    expect(warned).toEqual(['destination-empty', 'room']);
    const found = look({ to: [sampleMailbox('INBOX', 3)] });
    expect(mayGoOn(asks)).toBe(false);
    expect(mayGoOn(checkLines(found, { ...untouched, acknowledged: ['room'] }, over))).toBe(false);
    expect(mayGoOn(checkLines(found, { ...untouched, acknowledged: warned }, over))).toBe(true);
  });

  it('remembers a word only for what still warns', () => {
    const found = look({ destination: { quota: { usedBytes: 0, limitBytes: 10_000 } } });
    const room = line('room', found, { ...untouched, acknowledged: ['room'] });
    expect(room).toMatchObject({ verdict: 'pass', acknowledged: false });
  });

  it('waits for what is under way, and stops at what failed', () => {
    const said = { ...untouched, acknowledged: warned };
    expect(mayGoOn(checkLines(look({}), said, { kind: 'running' }))).toBe(false);
    expect(mayGoOn(checkLines(look({}), said, { kind: 'failed', problem }))).toBe(false);
    expect(mayGoOn([])).toBe(false);
    expect(mayGoOn(failedLook(problem, { source: null, destination: null }))).toBe(false);
  });
});

describe('a look that failed', () => {
  it('says which side and why, and what was found of the other', () => {
    const { source } = look({});
    const lines = failedLook(problem, { source, destination: null });
    for (const one of lines) checkLine.parse(one);
    const verdicts = Object.fromEntries(lines.map(({ id, verdict }) => [id, verdict]));
    expect(verdicts).toMatchObject({ 'source-reachable': 'pass', 'destination-reachable': 'fail', encrypted: 'open' });
    expect(lines.find(({ id }) => id === 'destination-reachable')?.problem).toEqual(problem);
    expect(lines).toHaveLength(checkId.options.length);
  });

  it('blames no side where none is to blame', () => {
    const { source, destination } = look({});
    const lines = failedLook({ ...problem, kind: 'unexpected', side: null }, { source, destination });
    const failed = lines.filter(({ verdict }) => verdict === 'fail');
    expect(failed.map(({ id }) => id)).toEqual(['counted']);
    expect(lines.find(({ id }) => id === 'different-accounts')?.verdict).toBe('pass');
  });
});
