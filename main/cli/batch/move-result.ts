import { tallyShortfalls } from '../../../shared/tally-shortfalls.ts';
import { exitCode } from '../exit-code.ts';
import { accountText, type BatchRow } from './batch-row.ts';
import type { DoneEvent, PlanEvent, ProblemEvent } from './child-events.ts';
import { asColumns } from './columns.ts';
import type { ChildEnd } from './start-child.ts';

/** How a line of a batch stands. */
export type MoveState =
  | 'arrived'
  | 'arrived-with-exceptions'
  | 'incomplete' // some mailboxes could not be copied to their end; run again to try them
  | 'stopped' // run again to go on
  | 'sign-in-refused'
  | 'new-mailbox-full' // or too small, for a dry run
  | 'to-mend' // a server or a setting; a person must change something
  | 'unexpected'
  | 'not-started'
  | 'fits' // of a dry run, as the next
  | 'room-not-known';

/** What became of one line. */
export interface MoveResult {
  /** Of the list. */
  readonly line: number;
  readonly name: string;
  /** The user, and `host:port`. */
  readonly from: string;
  readonly fromServer: string;
  readonly to: string;
  readonly toServer: string;
  readonly state: MoveState;
  /** Of its process; null when it was not started, or was ended by the system. */
  readonly exitCode: number | null;
  /** Messages over the whole move, not only this run. */
  readonly copied: number;
  readonly alreadyThere: number;
  readonly skipped: number;
  readonly failed: number;
  /** Still to come; of a dry run, all that would be copied. */
  readonly waiting: number;
  readonly bytes: number;
  readonly seconds: number;
  /** The one next step, a sentence; empty when there is nothing to do. */
  readonly next: string;
  readonly journal: string;
  /** The page of its receipt; null when there is none. */
  readonly receipt: string | null;
  /** Of a dry run: bytes that the new mailbox has room for, where it tells, and messages that are too big for it. */
  readonly room?: { readonly freeBytes: number | null; readonly tooBig: number };
}

/** What a move's process left behind. */
export interface MoveEnd extends ChildEnd {
  readonly done: DoneEvent | null;
  readonly problem: ProblemEvent | null;
  readonly plan: PlanEvent | null;
}

const stateOfCode: Readonly<Record<number, MoveState>> = {
  [exitCode.arrived]: 'arrived',
  [exitCode.exceptions]: 'arrived-with-exceptions',
  [exitCode.stopped]: 'stopped',
  [exitCode.usage]: 'to-mend',
  [exitCode.signInRefused]: 'sign-in-refused',
  [exitCode.destinationFull]: 'new-mailbox-full',
};

/** The accounts as a result names them. */
export function accountsOf({
  from,
  to,
}: BatchRow['ends']): Pick<MoveResult, 'from' | 'fromServer' | 'to' | 'toServer'> {
  const serverOf = ({ host, port }: typeof from): string => `${host}:${String(port)}`;
  return { from: accountText(from), fromServer: serverOf(from), to: accountText(to), toServer: serverOf(to) };
}

/** What is the same for a line whatever becomes of it. */
export function untouched(row: BatchRow, journal: string): MoveResult {
  const { line, name, ends } = row;
  return {
    line,
    name,
    ...accountsOf(ends),
    state: 'not-started',
    exitCode: null,
    ...{ copied: 0, alreadyThere: 0, skipped: 0, failed: 0, waiting: 0, bytes: 0, seconds: 0 },
    next: 'Run the same command again.',
    journal,
    receipt: null,
  };
}

/**
 * Judges how a move ended.
 * @param begun what is known of the line
 * @param wanted whether it was we who asked it to end, so that a signal is no surprise
 */
export function resultOf(row: BatchRow, begun: MoveResult, end: MoveEnd, wanted: boolean): MoveResult {
  const state = stateOf(end, wanted);
  const { copied, alreadyThere, skipped, failed, bytes, seconds, waiting = 0 } = end.done ?? begun;
  const counts = { copied, alreadyThere, skipped, failed, waiting, bytes, seconds };
  const result = { ...begun, ...counts, state, exitCode: end.code, next: nextStep(row, state, end) };
  return end.plan?.toCopy && state === 'arrived' ? planned(result, end.plan, end.plan.toCopy) : result;
}

function stateOf({ code, done }: MoveEnd, wanted: boolean): MoveState {
  if (code === null) return wanted ? 'stopped' : 'unexpected';
  if (code === exitCode.exceptions && (done?.shortfalls.length ?? 0) > 0) return 'incomplete';
  return stateOfCode[code] ?? 'unexpected';
}

function planned(result: MoveResult, plan: PlanEvent, toCopy: { messages: number; bytes: number }): MoveResult {
  const freeBytes = plan.quota.kind === 'unknown' ? null : plan.quota.freeBytes;
  const state = freeBytes === null ? 'room-not-known' : freeBytes < toCopy.bytes ? 'new-mailbox-full' : 'fits';
  const next = joined(
    state === 'new-mailbox-full' ? 'Give the new mailbox more room before the move.' : '',
    unopenedText(plan),
  );
  const room = { freeBytes, tooBig: plan.tooBig?.length ?? 0 };
  return { ...result, state, bytes: toCopy.bytes, waiting: toCopy.messages, next, room };
}

/** What the numbers of a dry run do not hold. */
function unopenedText({ mailboxes }: PlanEvent): string {
  const unopened = mailboxes.filter((mailbox) => mailbox.unopened === true).length;
  if (unopened === 0) return '';
  const many = unopened === 1 ? '1 mailbox' : `${String(unopened)} mailboxes`;
  return `The old server did not open ${many}: how much is there is not known. The move tries again.`;
}

function joined(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function nextStep({ line, ends }: BatchRow, state: MoveState, { problem, lastWords, done }: MoveEnd): string {
  switch (state) {
    case 'arrived':
      return '';
    case 'arrived-with-exceptions':
      return 'Read the receipt: it names each message.';
    case 'incomplete': {
      const { mailboxes } = tallyShortfalls(done?.shortfalls ?? []).missing;
      const many = mailboxes === 1 ? 'One mailbox is' : `${String(mailboxes)} mailboxes are`;
      return `${many} not complete. Run the same command again; the receipt says why, and what to do if it stays so.`;
    }
    case 'stopped':
      return 'Run the same command again.';
    case 'sign-in-refused': {
      const [which, address] =
        problem?.side === 'destination' ? (['new', ends.to] as const) : (['old', ends.from] as const);
      return `Check the password of the ${which} account ${accountText(address)} in line ${String(line)}. Many providers want an app password.`;
    }
    case 'new-mailbox-full':
      return 'Give the new mailbox more room, then run the same command again.';
    case 'to-mend':
      return mendStep(problem, lastWords) || `Check line ${String(line)}.`;
    default: {
      const words = problem?.message ?? lastSentence(lastWords);
      return `Run the same command again. If it happens again, please report it${words === null ? '.' : `: ${words}`}`;
    }
  }
}

function mendStep(problem: ProblemEvent | null, lastWords: string): string {
  const { kind, message = '', next = '' } = problem ?? {};
  if (kind !== 'journal') return asColumns(message || (lastSentence(lastWords) ?? ''));
  // In a batch nobody chooses the file.
  const what = next !== '' && message.endsWith(next) ? message.slice(0, -next.length).trimEnd() : message;
  return `${what} If it stays so, move that file away: a new run compares both accounts and copies only what is missing.`;
}

function lastSentence(text: string): string | null {
  return text.trim().split('\n').at(-1)?.trim() || null;
}
