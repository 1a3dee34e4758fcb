import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  redactCapabilities,
  redactCode,
  redactServerName,
  redactServerText,
} from '../../main/services/desk/receipt/redact.ts';
import { supportReport, type ReportInput } from '../../main/services/desk/receipt/report.ts';
import type { AccountView } from '../../shared/ipc/account-view.ts';
import { defaultRunOptions } from '../../shared/ipc/estimate-view.ts';
import { defaultFolderChoices } from '../../shared/ipc/folders-view.ts';
import { moveView, type MoveView } from '../../shared/ipc/move-view.ts';
import type { CertificateView } from '../../shared/ipc/certificate-view.ts';
import type { ProblemView } from '../../shared/ipc/problem-view.ts';
import type { ProviderCard } from '../../shared/model/provider.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import { sampleReceipt, sampleReceiptMailbox } from './sample-receipt.ts';

/** What must never be in a report. */
interface Person {
  readonly user: string;
  readonly host: string;
  readonly folder: string;
  readonly subject: string;
  readonly password: string;
}

/** A made-up person; the same for the same number. */
function person(seed: number): Person {
  let state = seed * 2_654_435_761 + 12_345;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const word = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[random(alphabet.length)] ?? 'x').join('');
  const letters = 'bcdfghjklmnpqrstvwxz';
  const host = [
    `imap.${word(letters, 7)}.example`,
    `${word(letters, 6)}-${word(letters, 5)}.test`,
    [1, 2, 3, 4].map(() => String(random(200) + 50)).join('.'),
    `xn--${word(letters, 8)}.example`,
  ][seed % 4];
  return {
    user:
      [`${word(letters, 7)}@${word(letters, 6)}.example`, word(letters, 8), `+49${word('0123456789', 9)}`][seed % 3] ??
      '',
    host: host ?? '',
    folder: [`${word(letters, 6)}/${word(letters, 7)}`, `Ünï ${word(letters, 7)}`, word(letters, 9)][seed % 3] ?? '',
    subject: `${word(letters, 6)} ${word(letters, 8)}: ${word('0123456789', 7)}`,
    password:
      [word('0123456789', 8), word(`${letters}!$%0123456789`, 14), `${word(letters, 4)} ${word(letters, 4)}`][
        seed % 3
      ] ?? '',
  };
}

/** The person's secrets, their parts, and how SASL would write them. In lower case. */
function partsOf(who: Person): readonly string[] {
  return Object.values<string>({ ...who }).flatMap((secret) => {
    const parts = secret.split(/[\s/@:]+/).filter((part) => part.length > 3 && part !== 'example');
    const base64 = Buffer.from(secret).toString('base64').slice(0, 8);
    return [secret, ...parts, base64].map((part) => part.toLowerCase());
  });
}

/** Everything a server could say that has something of the person in it. */
function sayings({ user, host, folder, subject, password }: Person): readonly string[] {
  const sasl = Buffer.from(`\0${user}\0${password}`).toString('base64');
  return [
    `Invalid credentials for ${user} (Failure)`,
    `LOGIN ${user} ${password}`,
    `AUTHENTICATE PLAIN ${sasl}`,
    `Mailbox "${folder}" does not exist`,
    `Mailbox ${folder} doesn't exist: ${folder}.`,
    `[ALERT] <${subject}> was refused by ${host}:993 [${host}]`,
    `'${folder}' '${subject}' `,
    `${password} ${user} ${host} ${folder} ${subject}`,
    `Too many connections from ${host} (${user}/${password}), see https://${host}/${encodeURIComponent(folder)}`,
    `${subject}"${folder}`,
    `user=${user},pass=${password}`,
  ];
}

function account(who: Person, text: string): AccountView {
  const provider: ProviderCard = {
    ...{ id: 'posteo', name: 'Posteo', kind: 'host', signIn: 'password', imapMustBeSwitchedOn: false },
    ...{ pages: {}, limits: {}, country: null, ownDomain: null },
  };
  return {
    typed: who.user,
    address: { host: who.host, port: 993, security: 'tls', user: who.user },
    settingSource: 'typed',
    provider,
    signedIn: true,
    secret: 'kept',
    auth: 'password',
    trusted: certificate(who, text),
    protection: { protocol: text.slice(0, 200), subject: who.host, issuer: text.slice(0, 200), validTo: 1 },
    facts: {
      ...{ at: 1, serverName: text.slice(0, 200), mailboxes: 3, messages: 21_300, bytes: null, quota: null },
      ...{ appendLimit: 35_000_000, roles: ['inbox', 'sent'] },
    },
  };
}

function certificate(who: Person, text: string): CertificateView {
  return { sha256: '0A'.repeat(32), subject: who.host, issuer: text.slice(0, 200), validFrom: 1, validTo: 2 };
}

function problem(who: Person, text: string): ProblemView {
  return {
    ...{ kind: 'sign-in-refused', side: 'source', host: who.host, user: who.user, serverText: text.slice(0, 400) },
    ...{
      code: text.slice(0, 400),
      refusal: 'wrong-password',
      certificate: null,
      certificates: {
        ...{ host: who.host, port: 993, isGood: false, mayTrust: 'yes' },
        presented: certificate(who, text),
        trusted: certificate(who, text),
      },
      provider: who.host,
    },
  };
}

function view(who: Person, text: string): MoveView {
  const name = who.folder;
  return moveView.parse({
    ...{ id: 'abcdefghijklmnop', createdAt: Date.UTC(2026, 0, 2), step: 'checks', reached: 'copying', signIn: null },
    source: account(who, text),
    destination: account(who, text),
    checks: {
      ...{ state: 'done', at: 1, mayGoOn: false },
      lines: [
        {
          ...{ id: 'source-reachable', verdict: 'fail', values: { host: who.host, ms: 41 }, acknowledged: true },
          ...{ items: [{ mailbox: name, date: text.slice(0, 400) }], problem: problem(who, text) },
        },
      ],
    },
    choices: {
      ...{ ...defaultFolderChoices, preset: 'into-one', under: name.slice(0, 200) },
      decisions: { [name]: { destination: who.subject } },
    },
    options: defaultRunOptions,
    run: {
      ...{ phase: 'needs-you', job: 'copy', startAt: null, continuedAfterRestart: true, slept: null, recent: null },
      ...{ verified: 'none', compared: null, sampleSize: 300 },
      progress: {
        ...{ messages: { done: 812, total: 21_300 }, bytes: { done: 1, total: null }, stage: 'copying', skipped: 1 },
        ...{
          failed: 2,
          givenUp: 1,
          verified: 0,
          mailboxes: { done: 1, total: 3 },
          rate: null,
          timeLeft: { kind: 'too-early' },
        },
        ...{ checkedAgain: 12, current: [name], recent: [name], check: { what: 'compared', done: 40, total: 300 } },
      },
      wait: { reason: 'throttled', side: 'source', since: 1, until: null, serverText: text.slice(0, 400) },
      problem: problem(who, text),
      throughput: { everySeconds: 1, points: [] },
      ...{ startedAt: 1, finishedAt: null, incomplete: 0 },
    },
    after: { ticks: ['forwarding'], lastLook: null },
  });
}

function receipt({ user, host, folder, subject }: Person, text: string): Receipt {
  return sampleReceipt({
    from: { user, host },
    to: { user, host },
    mailboxes: [sampleReceiptMailbox({ source: folder, destination: folder, droppedKeywords: { [subject]: 1 } })],
    leftOut: [{ source: folder, reason: 'spam', messages: 1 }],
    exceptions: [
      {
        ...{ mailbox: folder, uid: 7, size: 1, internalDate: '17-Jul-1996 02:44:25 -0700', outcome: 'failed' },
        problem: { kind: 'refused', side: 'source', serverText: text, code: text, subject, from: user, date: text },
      },
    ],
    shortfalls: [{ mailbox: folder, reason: 'given-up', messages: null, side: 'source', serverText: text }],
  });
}

function input(who: Person, text: string): ReportInput {
  const facts = { capabilities: new Set(['IMAP4REV1', 'IDLE', text, `AUTH=${who.password}`]), serverName: text };
  return {
    version: '0.1.0',
    system: 'linux x64 6.8',
    view: view(who, text),
    receipt: receipt(who, text),
    facts: { source: facts, destination: facts },
  };
}

describe('the report', () => {
  it('has nothing of a person in it, whatever servers say', () => {
    const holds = (seed: number): void => {
      const who = person(seed);
      for (const text of sayings(who)) {
        const report = supportReport(input(who, text)).toLowerCase();
        expect(partsOf(who).filter((part) => report.includes(part))).toEqual([]);
      }
    };
    fc.assert(fc.property(fc.nat({ max: 10_000_000 }), holds), { numRuns: 60 });
  });

  it('tells what somebody who helps must know', () => {
    const text = '[OVERQUOTA] Account exceeded command or bandwidth limits.';
    const report = supportReport(input(person(1), text));
    for (const fact of [
      'Homing 0.1.0',
      'linux x64 6.8',
      'step: checks, furthest: copying',
      'begun: 2026-01-02',
      '3 folders, 21300 messages',
      'source-reachable: fail, understood (ms 41, 1 items)',
      'needs-you, job copy',
      'copying: 812 of 21300 messages',
      'compared: 40 of 300',
      'sign-in-refused, source',
      'wrong-password',
      'capabilities: IDLE IMAP4REV1 2 others',
      'given up 1',
      'shortfall: given-up, source, messages not known, the server says:',
      '1 × failed: refused at source',
      text,
    ])
      expect(report).toContain(fact);
  });

  it('is short, however much there is', () => {
    const who = person(2);
    const long = input(who, 'mailbox error '.repeat(5_000));
    const words = ['error', 'server', 'mailbox', 'message', 'limit', 'quota', 'denied', 'timeout', 'syntax', 'read'];
    const texts = words.flatMap((one) => words.map((other) => `${one} ${other} `.repeat(30)));
    const many = receipt(who, 'x').exceptions.flatMap((one) =>
      texts.map((serverText) => ({ ...one, problem: { ...one.problem, serverText } })),
    );
    const report = supportReport({ ...long, receipt: sampleReceipt({ exceptions: many }) });
    expect(report.length).toBeLessThanOrEqual(20_000);
    expect(report).toContain('70 other kinds');
  });

  it('stands without accounts, look and receipt', () => {
    const { view: full } = input(person(3), '');
    const report = supportReport({ version: '1', view: { ...full, source: null, destination: null }, receipt: null });
    expect(report).toMatch(/Old mailbox\n {2}none/);
    expect(report).toContain(process.platform);
  });
});

describe('a server’s words', () => {
  it.each([
    ['[AUTHENTICATIONFAILED] Invalid credentials (Failure)', '[AUTHENTICATIONFAILED] Invalid credentials (Failure)'],
    [
      'Request is throttled. Suggested Backoff Time: 299609 milliseconds',
      'Request is throttled. Suggested Backoff Time: 299609 milliseconds',
    ],
    ['User is authenticated but not connected.', 'User is authenticated but not connected.'],
    ['[LIMIT] CAPABILITY Rate limit hit.', '[LIMIT] CAPABILITY Rate limit …'],
    ["Mailbox doesn't exist: Taxes 2024 (0.001 secs)", "Mailbox doesn't exist: …"],
    ['Maximum number of connections from user+IP exceeded', 'Maximum number of connections from … exceeded'],
    ['Session 12345678 closed', 'Session … closed'],
    ['', ''],
  ])('%j is told as %j', (text, told) => {
    expect(redactServerText(text)).toBe(told);
  });

  it('are codes, capabilities and programs only where everybody knows them', () => {
    expect(['overquota', 'ECONNRESET', 'ANNA-SAYS'].map(redactCode)).toEqual([
      'OVERQUOTA',
      'ECONNRESET',
      'another code',
    ]);
    const capabilities = [
      'IMAP4REV1',
      'AUTH=PLAIN',
      'AUTH=ANNA',
      'APPENDLIMIT=35651584',
      'X-ANNA',
      'THREAD=REFS',
      'STATUS=SIZE',
    ];
    expect(redactCapabilities(new Set(capabilities))).toBe(
      'APPENDLIMIT=35651584 AUTH=PLAIN IMAP4REV1 STATUS=SIZE THREAD=REFS 2 others',
    );
    const names = ['Dovecot', 'Cyrus IMAP 3.8.1 at mail.anna.example', 'Anna’s own', 'Dovecot 10.1.2.3', null];
    expect(names.map(redactServerName)).toEqual(['Dovecot', 'Cyrus 3.8.1', 'another program', 'Dovecot', 'not told']);
  });
});
