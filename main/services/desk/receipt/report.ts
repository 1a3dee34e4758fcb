import { release } from 'node:os';
import type { AccountView } from '../../../../shared/ipc/account-view.ts';
import type { MoveView } from '../../../../shared/ipc/move-view.ts';
import type { ProblemView } from '../../../../shared/ipc/problem-view.ts';
import type { AccountFacts } from '../../../../shared/model/mailbox.ts';
import type { Receipt } from '../../../../shared/model/receipt.ts';
import type { Shortfall } from '../../../../shared/model/shortfall.ts';
import { redactCapabilities, redactCode, redactServerName, redactServerText } from './redact.ts';

type ServerFacts = Pick<AccountFacts, 'capabilities' | 'serverName'>;

/** What a report is made of. All of it may be personal; what comes out is not. */
export interface ReportInput {
  readonly version: string;
  readonly view: MoveView;
  readonly receipt: Receipt | null;
  /** What the last look found; null or missing when there was none. */
  readonly facts?: { readonly source: ServerFacts; readonly destination: ServerFacts } | null;
  /** Kind of computer, for example `linux x64 6.8`; missing: this one. */
  readonly system?: string;
}

/** What the contract with the window takes. */
const LONGEST = 20_000;
/** Kinds of exceptions that are told. */
const MOST_KINDS = 30;

/**
 * What can be sent to somebody who helps, in plain English of at most 20,000 characters: states, numbers, and of servers' words those
 * everybody's server says. No address, host, name of a folder, subject or password is in it, whatever the input holds.
 */
export function supportReport(input: ReportInput): string {
  const { view, facts } = input;
  const sections = [
    ['Homing report, without personal data', [`Homing ${input.version}`, input.system ?? thisSystem()]],
    ['Move', moveLines(view)],
    ['Old mailbox', accountLines(view.source, facts?.source ?? null)],
    ['New mailbox', accountLines(view.destination, facts?.destination ?? null)],
    ['Checks', checkLines(view)],
    ['Copy', runLines(view)],
    ['Receipt', receiptLines(input.receipt)],
  ] as const;
  const text = sections.map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`), ''].join('\n')).join('\n');
  return text.slice(0, LONGEST);
}

/** The release of a system can have anything appended; its numbers come first. */
function thisSystem(): string {
  const numbers = /^\d+(?:\.\d+){0,2}/.exec(release())?.[0] ?? '';
  return `${process.platform} ${process.arch} ${numbers}, Node ${process.versions.node}`;
}

function moveLines({ createdAt, step, reached, choices, options, after }: MoveView): string[] {
  const decisions = Object.values(choices.decisions);
  const renamed = decisions.filter(({ destination }) => destination !== undefined).length;
  const together = decisions.filter(({ mergeInto }) => mergeInto !== undefined).length;
  return [
    `begun: ${day(createdAt)}`,
    `step: ${step}, furthest: ${reached}`,
    `folders: ${choices.preset}, spam ${yes(choices.spam)}, trash ${yes(choices.trash)}, since ${yes(choices.since !== null)}`,
    `decisions: ${count(decisions.length)}, of them with a name: ${count(renamed)}, put together with another: ${count(together)}`,
    `options: ${count(options.hoursPerDay)} hours a day, bandwidth ${options.bytesPerSecond === null ? 'free' : `${count(options.bytesPerSecond)} bytes/s`}, start ${options.startAt === null ? 'at once' : 'later'}, recent mail first ${yes(options.recentFirst)}`,
    `ticked off: ${count(after.ticks.length)}`,
  ];
}

function accountLines(account: AccountView | null, facts: ServerFacts | null): string[] {
  if (account === null) return ['none'];
  const { address, provider, settingSource, signedIn, secret, protection, facts: found } = account;
  return [
    `provider: ${provider === null ? 'not in the directory' : 'in the directory'}, setting ${settingSource}`,
    `way: ${address.security}, port ${address.port === 993 || address.port === 143 ? String(address.port) : 'of its own'}`,
    `signed in: ${yes(signedIn)}, password ${secret}, protocol ${protocolText(protection?.protocol ?? null)}`,
    ...(found === null
      ? ['not looked into']
      : [
          `${count(found.mailboxes)} folders, ${count(found.messages)} messages, ${bytes(found.bytes)}, limit of a message: ${bytes(found.appendLimit)}`,
          `room: ${found.quota === null ? 'not told' : `${bytes(found.quota.usedBytes)} of ${bytes(found.quota.limitBytes)}`}, special folders: ${found.roles.join(' ')}`,
        ]),
    ...(facts === null
      ? []
      : [`program: ${redactServerName(facts.serverName)}`, `capabilities: ${redactCapabilities(facts.capabilities)}`]),
  ];
}

function checkLines({ checks }: MoveView): string[] {
  const lines = checks.lines.map(({ id, verdict, values, items, acknowledged, problem }) => {
    const numbers = Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
    const told = numbers.map(([name, value]) => `${name} ${count(value)}`);
    const more = [...told, ...(items.length > 0 ? [`${count(items.length)} items`] : [])].join(', ');
    const understood = acknowledged ? ', understood' : '';
    return `${id}: ${verdict}${understood}${more === '' ? '' : ` (${more})`}${problem === null ? '' : `; ${problemText(problem)}`}`;
  });
  return [`${checks.state}, may go on: ${yes(checks.mayGoOn)}`, ...lines];
}

function runLines({ run }: MoveView): string[] {
  const { progress, wait, problem } = run;
  return [
    `${run.phase}, job ${run.job}, verified ${run.verified}, continued after a restart: ${yes(run.continuedAfterRestart)}, slept: ${yes(run.slept !== null)}`,
    `started: ${run.startedAt === null ? 'never' : day(run.startedAt)}, finished: ${run.finishedAt === null ? 'not yet' : day(run.finishedAt)}`,
    ...(progress === null
      ? []
      : [
          `${progress.stage}: ${count(progress.messages.done)} of ${count(progress.messages.total)} messages, ${bytes(progress.bytes.done)} of ${bytes(progress.bytes.total)}`,
          `skipped ${count(progress.skipped)}, failed ${count(progress.failed)}, given up ${count(progress.givenUp)}, verified ${count(progress.verified)}, checked again ${count(progress.checkedAgain)}`,
          ...(progress.check === null
            ? []
            : [`${progress.check.what}: ${count(progress.check.done)} of ${count(progress.check.total)}`]),
          `folders: ${count(progress.mailboxes.done)} of ${count(progress.mailboxes.total)}; time left: ${progress.timeLeft.kind}`,
        ]),
    ...(wait === null ? [] : [`waits: ${wait.reason}, ${wait.side ?? 'both'}${said(wait.serverText)}`]),
    ...(problem === null ? [] : [`problem: ${problemText(problem)}`]),
  ];
}

function receiptLines(receipt: Receipt | null): string[] {
  if (receipt === null) return ['none'];
  const { totals, mailboxes, leftOut, skippedBy, exceptions, shortfalls } = receipt;
  const numbers = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .map(([name, value]) => `${name} ${count(value)}`)
      .join(', ');
  const kinds = new Map<string, number>();
  for (const { outcome, problem } of exceptions) {
    const differs = problem.differs === undefined ? '' : ` (${problem.differs.join(' ')})`;
    const code = problem.code === undefined ? '' : ` ${redactCode(problem.code)}`;
    const at = problem.side === undefined ? '' : ` at ${problem.side}`;
    const kind = `${outcome}: ${problem.kind}${at}${differs}${code}${said(problem.serverText)}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const told = [...kinds].toSorted(([, one], [, other]) => other - one).slice(0, MOST_KINDS);
  const renamed = mailboxes.filter((mailbox) => mailbox.renamed.length > 0).length;
  return [
    numbers(totals),
    `folders: ${count(mailboxes.length)}, renamed ${count(renamed)}, left out ${count(leftOut.length)}`,
    `left behind: ${numbers(skippedBy)}`,
    ...shortfalls.slice(0, MOST_KINDS).map(shortfallText),
    ...(shortfalls.length > MOST_KINDS ? [`${count(shortfalls.length - MOST_KINDS)} other shortfalls`] : []),
    ...told.map(([kind, messages]) => `${count(messages)} × ${kind}`),
    ...(kinds.size > told.length ? [`${count(kinds.size - told.length)} other kinds`] : []),
  ];
}

/** The folder is nobody's business. */
function shortfallText({ reason, messages, side, serverText }: Shortfall): string {
  return `shortfall: ${reason}, ${side ?? 'no side'}, messages ${messages === null ? 'not known' : count(messages)}${said(serverText)}`;
}

function problemText({ kind, side, code, refusal, certificate, serverText }: ProblemView): string {
  const facts = [kind, side, code && redactCode(code), refusal, certificate].filter((fact) => fact !== null);
  return `${facts.join(', ')}${said(serverText)}`;
}

function said(serverText: string | null): string {
  return serverText === null ? '' : `, the server says: ${redactServerText(serverText).slice(0, 300)}`;
}

function protocolText(protocol: string | null): string {
  if (protocol === null) return 'not known';
  return /^TLSv1(?:\.[0-3])?$/.test(protocol) ? protocol : 'another';
}

function count(value: number): string {
  return String(value);
}

function bytes(value: number | null): string {
  return value === null ? 'not told' : `${String(value)} bytes`;
}

function yes(is: boolean): string {
  return is ? 'yes' : 'no';
}

function day(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? 'not known' : date.toISOString().slice(0, 10);
}
