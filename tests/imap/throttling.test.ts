import { expect, test } from 'vitest';
import type { Occasion } from '../../main/imap/answer-table.ts';
import { readAnswer } from '../../main/imap/server-answer.ts';
import { translateAnswer, translateError } from '../../main/imap/translate-error.ts';
import type { MailErrorKind, Side } from '../../shared/model/problem.ts';
import { pauseReason } from '../../main/engine/retry.ts';

const bandwidth = 'Account exceeded command or bandwidth limits.';
const yahooRate = '[LIMIT] CAPABILITY Rate limit hit.';

/** How each provider says "not so fast", and what it means: passing, of the account, and a pause that is called by its name. */
const PATIENCE: readonly (readonly [
  line: string,
  on: readonly Occasion[],
  sides: readonly Side[],
  kind: MailErrorKind,
])[] = [
  // Gmail
  [`NO [OVERQUOTA] ${bandwidth}`, ['FETCH', 'OPEN', 'SIGN-IN', 'LIST', 'STATUS'], ['source'], 'throttled'],
  [`NO [OVERQUOTA] ${bandwidth}`, ['APPEND', 'COPY', 'CREATE', 'OPEN'], ['destination'], 'throttled'],
  [`BYE [OVERQUOTA] ${bandwidth}`, ['FETCH', 'APPEND', 'SIGN-IN'], ['source', 'destination'], 'throttled'],
  [`NO [ALERT] ${bandwidth} (Failure)`, ['FETCH', 'APPEND', 'SIGN-IN'], ['source', 'destination'], 'throttled'],
  ['NO [ALERT] Too many simultaneous connections. (Failure)', ['SIGN-IN'], ['source'], 'too-many-connections'],
  [
    'BYE [ALERT] Too many simultaneous connections. (Failure)',
    ['SIGN-IN', 'FETCH'],
    ['source'],
    'too-many-connections',
  ],
  ['NO [ALERT] Lockdown in sector 4 (Failure)', ['SIGN-IN', 'FETCH', 'OPEN'], ['source', 'destination'], 'throttled'],
  ['NO [OVERQUOTA] Try again', ['SIGN-IN', 'OPEN', 'FETCH'], ['source', 'destination'], 'throttled'],
  ['NO [THROTTLED] Slow down', ['FETCH', 'APPEND', 'OPEN'], ['source', 'destination'], 'throttled'],
  // Of servers that let nobody in just then, whatever code they add
  ['NO [AUTHENTICATIONFAILED] Temporary authentication failure.', ['SIGN-IN'], ['source'], 'unavailable'],
  ['NO [INUSE] Mailbox is in use', ['SIGN-IN'], ['source'], 'unavailable'],
  ['NO [UNAVAILABLE] Try later', ['SIGN-IN'], ['destination'], 'unavailable'],
  // Microsoft
  ['NO Request is throttled. Suggested Backoff Time: 299609 milliseconds', ['APPEND'], ['destination'], 'throttled'],
  ['BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds', ['FETCH', 'OPEN'], ['source'], 'throttled'],
  // Yahoo
  [`NO ${yahooRate}`, ['SIGN-IN', 'LIST', 'FETCH'], ['source'], 'throttled'],
  [`BYE ${yahooRate}`, ['SIGN-IN', 'FETCH'], ['source'], 'throttled'],
  ['NO [LIMIT] FETCH Rate limit hit.', ['FETCH'], ['source'], 'throttled'],
  // iCloud
  [
    'NO Service temporarily unavailable',
    ['FETCH', 'OPEN', 'SIGN-IN', 'APPEND'],
    ['source', 'destination'],
    'unavailable',
  ],
  ['NO Too many simultaneous connections', ['SIGN-IN', 'OPEN'], ['source'], 'too-many-connections'],
  ['BYE too many simultaneous IMAP connections', ['FETCH'], ['source'], 'too-many-connections'],
];

function answerOf(line: string): ReturnType<typeof readAnswer> {
  const [, status = '', code, text = ''] = /^(NO|BAD|BYE) (?:\[(\w+)\] )?(.*)$/.exec(line) ?? [];
  const section = code === undefined ? [] : [{ type: 'ATOM', value: '', section: [{ type: 'ATOM', value: code }] }];
  return readAnswer({ tag: 'A', command: status, attributes: [...section, { type: 'TEXT', value: text }] });
}

test.each(PATIENCE)('%s (%j, %j): %s', (line, occasions, sides, kind) => {
  for (const side of sides) {
    for (const occasion of occasions) {
      const facts = translateAnswer(answerOf(line), { occasion, side, written: true });
      expect(facts).toMatchObject({ kind, when: 'later', wide: 'account', side });
      expect(pauseReason(facts)).toBe('throttled');
    }
  }
});

test('the back-off Microsoft asks for is kept to, in NO and in BAD', () => {
  const pauseOf = (line: string): number | undefined =>
    translateAnswer(answerOf(line), { occasion: 'FETCH', side: 'source', written: true }).retryAfterMs;
  expect(pauseOf('NO Request is throttled. Suggested Backoff Time: 299609 milliseconds')).toBe(299_609);
  expect(pauseOf('BAD Request is throttled. Suggested Backoff Time: 89117 milliseconds')).toBe(89_117);
});

test.each(['BYE Session expired, please login again', 'NO Session expired, please login again'])(
  '%s means: sign in again, now',
  (line) => {
    expect(translateAnswer(answerOf(line), { occasion: 'FETCH', side: 'source', written: true })).toMatchObject({
      ...{ kind: 'bye', when: 'now', wide: 'account' },
    });
  },
);

test('the connection that Microsoft closes after asking for patience is made anew', () => {
  const facts = translateAnswer(answerOf('BYE Connection closed. 14'), {
    occasion: 'FETCH',
    side: 'source',
    written: true,
  });
  expect(facts).toMatchObject({ kind: 'bye', when: 'now', outcome: 'unclear' });
});

test('a message Yahoo cannot read is no reason to slow down', () => {
  const line = 'NO UID FETCH Server error - Please try again later';
  const facts = translateAnswer(answerOf(line), { occasion: 'FETCH', side: 'source', written: true });
  expect(facts).toMatchObject({ kind: 'unavailable', wide: 'message', outcome: 'refused' });
});

test('a stall, as of iCloud, is looked into later, and is in doubt where something was sent', () => {
  const facts = translateError(Object.assign(new Error('x'), { code: 'SILENCE' }), {
    ...{ occasion: 'APPEND', side: 'destination', written: true },
  });
  expect(facts).toMatchObject({ kind: 'silence', when: 'later', wide: 'account', outcome: 'unclear' });
});

test('other words for when to come back are understood where a refusal passes, and nowhere else', () => {
  const pauseOf = (line: string, occasion: Occasion): number | undefined =>
    translateAnswer(answerOf(line), { occasion, side: 'source', written: true }).retryAfterMs;
  expect(pauseOf('NO Request is throttled. Suggested Backoff Time: 1500 milliseconds', 'FETCH')).toBe(1_500);
  expect(pauseOf('NO [UNAVAILABLE] Busy, try again in 30 seconds', 'OPEN')).toBe(30_000);
  expect(pauseOf('NO [LIMIT] Rate limit hit, retry after 2 minutes', 'FETCH')).toBe(120_000);
  expect(pauseOf('NO Too many failed login attempts, try again in 15 minutes', 'SIGN-IN')).toBeUndefined();
  expect(pauseOf('NO [UNAVAILABLE] Try again later (error 17)', 'OPEN')).toBeUndefined();
});

test.each([
  'NO Too many failed login attempts, try again later',
  'NO [ALERT] Too many invalid login attempts',
  'NO [LIMIT] Too many failed logins from your address',
  'BYE Too many login failures. Try again later.',
  'NO [UNAVAILABLE] Too many authentication failures',
])('a lock-out, as of GMX, is never knocked at again by itself: %s', (line) => {
  expect(translateAnswer(answerOf(line), { occasion: 'SIGN-IN', side: 'source', written: true })).toMatchObject({
    ...{ kind: 'sign-in-refused', when: 'never', wide: 'account' },
  });
});
