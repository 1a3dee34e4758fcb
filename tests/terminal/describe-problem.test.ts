import { expect, it } from 'vitest';
import { describeProblem, problemLines } from '../../main/terminal/describe-problem.ts';
import type { MailErrorKind } from '../../shared/model/problem.ts';

const kinds: readonly MailErrorKind[] = [
  ...(['host-unknown', 'connection-refused', 'offline', 'tls-not-offered', 'tls-failed', 'certificate'] as const),
  ...(['not-imap', 'preauth', 'sign-in-refused', 'connection-lost', 'silence', 'bye', 'throttled'] as const),
  ...(['too-many-connections', 'unavailable', 'over-quota', 'too-big', 'no-such-mailbox', 'already-exists'] as const),
  ...(['no-permission', 'name-refused', 'message-refused', 'limit', 'refused', 'protocol'] as const),
];

it.each(kinds)('%s: what happened, what it means, what to do, in plain words', (kind) => {
  for (const side of ['source', 'destination', null] as const) {
    const facts = {
      kind,
      side,
      serverText: null,
      host: side === null ? null : 'imap.example.org',
      user: 'me@example.org',
    };
    const { what, meaning, next } = describeProblem(facts);
    for (const text of [what, meaning, next]) {
      expect(text).toMatch(/[.]$/);
      expect(text).not.toMatch(/[{}!]|undefined|\b(oops|invalid|failure|just|simply|error)\b/i);
    }
    expect(meaning).toMatch(/No mail/);
  }
});

it.each([
  ['User is authenticated but not connected.', null, /accepted the sign-in of .*IMAP may be switched off/],
  ['IMAP access is disabled for your domain.', 'ALERT', /IMAP.* is switched off .*Switch on IMAP/],
  ['Application-specific password required', 'ALERT', /app password/],
  ['Web login required', 'WEBALERT', /web browser/],
  ['Your account has been temporarily suspended', null, /locked the account/],
  ['', 'CONTACTADMIN', /Ask the host/],
  ['AADSTS53003: Access has been blocked by Conditional Access policies.', null, /rule of the organisation/],
  ['AADSTS65001: has not consented', null, /permission/],
  ['', 'PRIVACYREQUIRED', /does not accept passwords from programs/],
  ['Too many login failures', null, /Wait for an hour/],
  ['Password expired', 'EXPIRED', /has run out/],
] as const)(
  'a sign-in refused with %j [%s] is told by its reason, not as a wrong password',
  (serverText, code, words) => {
    const facts = {
      kind: 'sign-in-refused',
      side: 'source',
      host: 'imap.example.org',
      user: 'me@example.org',
    } as const;
    const { what, meaning, next } = describeProblem({ ...facts, serverText, code });
    expect(`${what} ${next}`).toMatch(words);
    expect(`${what} ${next}`).not.toMatch(/did not accept the user name|[{}!]|undefined/);
    expect(meaning).toMatch(/No mail/);
  },
);

it('quotes the server, and lets it neither colour nor reorder', () => {
  const text = describeProblem({
    ...{ kind: 'sign-in-refused', side: 'source', host: 'imap.example.org', user: 'me' },
    serverText: '[ALERT] \u001B[31mgo to\u202E http://evil.example\r\nNow!',
  });
  expect(problemLines(text, 'imap.example.org')).toEqual([
    'imap.example.org did not accept the user name or password of me.',
    '  imap.example.org says: “[ALERT] [31mgo to http://evil.example Now!”',
    'No mail is lost; everything copied so far is safe.',
    'Check both. Many providers want an app password here instead of your normal one. Then run the same command again.',
  ]);
});
