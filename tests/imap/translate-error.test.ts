import { expect, test } from 'vitest';
import { ANSWER_TABLE, type AnswerRow } from '../../main/imap/answer-table.ts';
import { CONNECTION_ERROR_TABLE } from '../../main/imap/connection-error-table.ts';
import { readAnswer, RefusedCommand, type ServerAnswer } from '../../main/imap/server-answer.ts';
import { translateAnswer, translateError } from '../../main/imap/translate-error.ts';
import { ANSWER_SAMPLES, type AnswerSample } from './answer-samples.ts';

/** `NO [CODE] words` as a parsed answer; the parser itself is tested through the scripted servers. */
function answerOf(line: string): ServerAnswer {
  const [, status = '', code, text = ''] = /^(NO|BAD|BYE) (?:\[([\w-]+)[^\]]*\] )?(.*)$/.exec(line) ?? [];
  const section = code === undefined ? [] : [{ type: 'ATOM', value: '', section: [{ type: 'ATOM', value: code }] }];
  return readAnswer({ tag: 'A', command: status, attributes: [...section, { type: 'TEXT', value: text }] });
}

test.each(ANSWER_SAMPLES)('%s (%s, %s) is %s, %s, %s', (line, occasion, side, kind, when, wide) => {
  const answer = answerOf(line);
  const outcome = answer.status === 'BYE' ? 'unclear' : 'refused';
  expect(translateAnswer(answer, { occasion, side, written: true })).toMatchObject({
    kind,
    when,
    wide,
    outcome,
    side,
    serverText: answer.text,
  });
});

test('every row of the answer table is reached by a sample', () => {
  const reached = new Set(ANSWER_SAMPLES.map(([line, on, side]) => rowOf(line, on, side)));
  expect(ANSWER_TABLE.filter((row) => !reached.has(row))).toEqual([]);
});

function rowOf(line: string, on: AnswerSample[1], side: AnswerSample[2]): AnswerRow | undefined {
  const { status, code, text } = answerOf(line);
  const occasion = status === 'BYE' && on !== 'SIGN-IN' ? 'BYE' : on;
  return ANSWER_TABLE.find(
    (row) =>
      (row.code ?? code) === code &&
      (row.text?.test(text) ?? true) &&
      (row.on?.includes(occasion) ?? true) &&
      (row.side ?? side) === side,
  );
}

const CODES: readonly (readonly [code: string, kind: string, when: string, wide: string])[] = [
  ['ENOTFOUND', 'host-unknown', 'never', 'account'],
  ['EAI_AGAIN', 'offline', 'later', 'everything'],
  ['ENETUNREACH', 'offline', 'later', 'everything'],
  ['EHOSTUNREACH', 'offline', 'later', 'account'],
  ['ETIMEDOUT', 'offline', 'later', 'account'],
  ['CONNECT_TIMEOUT', 'offline', 'later', 'account'],
  ['ECONNREFUSED', 'connection-refused', 'later', 'account'],
  ['ECONNRESET', 'connection-lost', 'now', 'account'],
  ['EPIPE', 'connection-lost', 'now', 'account'],
  ['NoConnection', 'connection-lost', 'now', 'account'],
  ['EConnectionClosed', 'connection-lost', 'now', 'account'],
  ['StateLogout', 'connection-lost', 'now', 'account'],
  ['ClosedAfterConnectTLS', 'connection-lost', 'now', 'account'],
  ['', 'connection-lost', 'now', 'account'],
  ['TLS_NOT_OFFERED', 'tls-not-offered', 'never', 'account'],
  ['NOT_ENCRYPTED', 'tls-not-offered', 'never', 'account'],
  ['PREAUTH', 'preauth', 'never', 'account'],
  ['NOT_SIGNED_IN', 'preauth', 'never', 'account'],
  ['NOT_IMAP', 'not-imap', 'never', 'account'],
  ['GREETING_TIMEOUT', 'silence', 'later', 'account'],
  ['UPGRADE_TIMEOUT', 'silence', 'later', 'account'],
  ['SIGN_IN_TIMEOUT', 'silence', 'later', 'account'],
  ['SILENCE', 'silence', 'later', 'account'],
  ['UNTAGGED_BAD', 'refused', 'later', 'account'],
  ['CERT_HAS_EXPIRED', 'certificate', 'never', 'account'],
  ['CERT_NOT_YET_VALID', 'certificate', 'never', 'account'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate', 'never', 'account'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate', 'never', 'account'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate', 'never', 'account'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate', 'never', 'account'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate', 'never', 'account'],
  ['EPROTO', 'tls-failed', 'never', 'account'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failed', 'never', 'account'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls-failed', 'never', 'account'],
  ['STARTTLS_INJECTION', 'tls-failed', 'never', 'account'],
  ['LiteralTooLarge', 'too-big', 'never', 'message'],
  ['LineTooLarge', 'protocol', 'later', 'account'],
  ['ResponseTooLarge', 'protocol', 'later', 'account'],
  ['ParserError2', 'protocol', 'later', 'account'],
  ['UnexpectedTag', 'protocol', 'later', 'account'],
  ['TOO_MANY_MAILBOXES', 'too-many-mailboxes', 'never', 'account'],
  ['MAX_IMAP_NESTING_REACHED', 'protocol', 'later', 'account'],
  ['BAD_RESPONSE', 'protocol', 'later', 'account'],
  ['InvalidStringValue', 'protocol', 'never', 'mailbox'],
];

test.each(CODES)('the error code %j is %s, %s, %s', (code, kind, when, wide) => {
  const error = Object.assign(new Error('x'), { code });
  const facts = translateError(error, { occasion: 'FETCH', side: 'source', written: true });
  expect(facts).toMatchObject({ kind, when, wide, outcome: 'unclear', side: 'source', cause: error });
  expect(translateError(error, { occasion: 'FETCH', side: 'source', written: false }).outcome).toBe('refused');
});

test('every row of the connection error table is reached', () => {
  const reached = CODES.map(([code]) =>
    CONNECTION_ERROR_TABLE.find((row) => row.codes?.includes(code) ?? row.pattern?.test(code)),
  );
  expect(CONNECTION_ERROR_TABLE.filter((row) => !reached.includes(row))).toEqual([]);
});

test('the pause a server asks for is told, but no more than a day is believed', () => {
  const read = (text: string): number | undefined =>
    translateError(new RefusedCommand(answerOf(text)), { occasion: 'FETCH', side: 'source', written: true })
      .retryAfterMs;
  expect(read('BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds')).toBe(92_415);
  expect(read('NO Suggested Backoff Time: 99999999999 milliseconds')).toBe(86_400_000);
  expect(read('NO Come back later')).toBeUndefined();
});
