import { MailError, type MailErrorFacts } from '../engine/mail-error.ts';
import type { Side } from '../../shared/model/problem.ts';
import { ANSWER_TABLE, type AnswerRow, type Occasion } from './answer-table.ts';
import { CONNECTION_ERROR_TABLE } from './connection-error-table.ts';
import { RefusedCommand, type ServerAnswer } from './server-answer.ts';

/** Where an error came up. */
export interface ErrorContext {
  readonly occasion: Occasion;
  readonly side: Side;
  /** Whether anything of the command had been handed to the connection. */
  readonly written: boolean;
}

/** Longest pause a server can ask for that we believe: a day. */
const LONGEST_PAUSE_MS = 86_400_000;

/** What a tagged NO or BAD, or a BYE, means. A tagged refusal has had no effect; a BYE leaves a command in doubt. */
export function translateAnswer(answer: ServerAnswer, context: ErrorContext): MailErrorFacts {
  const occasion = answer.status === 'BYE' && context.occasion !== 'SIGN-IN' ? 'BYE' : context.occasion;
  const row = ANSWER_TABLE.find((candidate) => matches(candidate, answer, { ...context, occasion }));
  if (!row) throw new Error('The answer table has a row for everything');
  const pause = readPause(answer.text, row.when === 'later' && row.kind !== 'sign-in-refused');
  return {
    kind: row.kind,
    when: row.when,
    wide: row.wide,
    outcome: answer.status === 'BYE' && context.written ? 'unclear' : 'refused',
    side: context.side,
    ...(answer.text === '' ? {} : { serverText: answer.text }),
    ...(answer.code === null ? {} : { code: answer.code }),
    ...(pause === null ? {} : { retryAfterMs: pause }),
  };
}

/** What an error thrown by the connection means: of the system, of TLS, of imapflow, or a refusal by the server. */
export function translateError(error: unknown, context: ErrorContext): MailErrorFacts {
  if (error instanceof MailError) return error.facts;
  if (error instanceof RefusedCommand) return translateAnswer(error.answer, context);
  const code = codeOf(error);
  const row = CONNECTION_ERROR_TABLE.find(
    (candidate) => candidate.codes?.includes(code) ?? candidate.pattern?.test(code),
  );
  if (!row) throw new Error('The connection error table has a row for everything');
  return {
    kind: row.kind,
    when: row.when,
    wide: row.wide,
    outcome: context.written ? 'unclear' : 'refused',
    side: context.side,
    ...(code === '' ? {} : { code: code.toUpperCase() }),
    cause: error,
  };
}

function matches(row: AnswerRow, answer: ServerAnswer, context: ErrorContext): boolean {
  if (row.code !== undefined && row.code !== answer.code) return false;
  if (row.text && !row.text.test(answer.text)) return false;
  if (row.on && !row.on.includes(context.occasion)) return false;
  return row.side === undefined || row.side === context.side;
}

/**
 * Microsoft: `Suggested Backoff Time: 92415 milliseconds`; others: `try again in 30 seconds`.
 * @param isPassing whether what is refused passes: only then the second is meant for programs
 */
function readPause(text: string, isPassing: boolean): number | null {
  const digits = /backoff time[:=\s]+(\d{1,12})\s*(?:milliseconds|ms)?/i.exec(text)?.[1];
  if (digits !== undefined) return Math.min(Number(digits), LONGEST_PAUSE_MS);
  if (!isPassing) return null;
  const words =
    /(?:retry|again|wait|back)\b\D{0,20}?(\d{1,9})\s*(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?)\b/i;
  const [, count, unit = ''] = words.exec(text) ?? [];
  if (count === undefined) return null;
  return Math.min(Number(count) * millisecondsOf(unit.toLowerCase()), LONGEST_PAUSE_MS);
}

function millisecondsOf(unit: string): number {
  if (unit === 'ms' || unit.startsWith('milli')) return 1;
  if (unit.startsWith('h')) return 3_600_000;
  return unit.startsWith('m') ? 60_000 : 1_000;
}

/** Node joins the failures of several addresses in one AggregateError, which has the first one's code. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return isWeakCertificate(error) ? 'CERT_TOO_WEAK' : error.code;
  return 'cause' in error ? codeOf(error.cause) : '';
}

/** Node has no code for keys and digests that are too weak, only OpenSSL's words (`EE certificate key too weak`). */
function isWeakCertificate(error: object): boolean {
  return 'code' in error && error.code === 'UNSPECIFIED' && error instanceof Error && /too weak/i.test(error.message);
}
