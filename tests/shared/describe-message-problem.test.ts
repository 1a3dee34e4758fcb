import { describe, expect, it } from 'vitest';
import { describeMessageProblem, messageProblemLine } from '../../shared/describe-message-problem.ts';
import { faultOf } from '../../shared/fates.ts';
import type { MessageProblem } from '../../shared/model/problem.ts';

function problem(kind: MessageProblem['kind'], change: Partial<MessageProblem> = {}): MessageProblem {
  return { kind, serverText: null, ...change };
}

describe('what became of a message', () => {
  it.each(['connection-lost', 'bye', 'silence', 'protocol'] as const)(
    '%s is told of the server it happened at',
    (kind) => {
      const told = (side: 'source' | 'destination'): string => describeMessageProblem(problem(kind, { side }));
      expect(told('source')).toMatch(/^could not be copied: the old server .* each time it was asked for$/);
      expect(told('destination')).toMatch(/^could not be copied: the new server .* each time/);
      // Nobody knows which.
      expect(describeMessageProblem(problem(kind))).toBe('could not be copied');
      expect(describeMessageProblem(problem(kind, { side: 'source' }), 'fr')).toContain('l’ancien serveur');
    },
  );

  it('is that it is not yet there, as long as it is tried again, and why', () => {
    const lost = (change: Partial<MessageProblem>): MessageProblem =>
      problem('connection-lost', { side: 'destination', ...change });
    expect(describeMessageProblem(lost({ runs: 1 }))).toBe(
      'is not yet there: the connection broke each time; Homing tries again',
    );
    expect(describeMessageProblem(lost({ runs: 2, large: true }))).toContain(
      'before a message of this size gets through',
    );
    expect(describeMessageProblem(lost({ runs: 2, large: true }))).toMatch(/; Homing tries again$/);
    expect(describeMessageProblem(lost({ runs: 3, large: true, isFinal: true }))).toBe(
      'could not be copied: the connection breaks before a message of this size gets through',
    );
    expect(describeMessageProblem(lost({ runs: 3, isFinal: true }))).toMatch(/^could not be copied: the new server/);
    expect(describeMessageProblem(lost({ runs: 1 }), 'fr')).toContain('n’y est pas encore');
    expect(describeMessageProblem(problem('unavailable', { side: 'source', runs: 1 }))).toBe(
      'is not yet there; Homing tries again',
    );
  });

  it('is never a refusal by the new server where the old one is at fault', () => {
    const kinds = ['refused', 'limit', 'no-permission', 'unavailable', 'throttled', 'message-refused'] as const;
    for (const kind of kinds) {
      expect(describeMessageProblem(problem(kind, { side: 'source' }))).toBe('was not handed over by the old server');
      expect(faultOf(problem(kind, { side: 'source' }))).toBe('notHandedOver');
    }
    expect(describeMessageProblem(problem('refused', { side: 'destination' }))).toBe('was refused by the new server');
    expect(faultOf(problem('refused'))).toBe('notTaken');
  });

  it('is told apart: not handed over, taken but not there, kept once, gone', () => {
    expect(describeMessageProblem(problem('unreadable-at-source', { side: 'source' }))).toBe(
      'was not handed over by the old server, though it lists it',
    );
    expect(describeMessageProblem(problem('missing', { side: 'destination' }))).toBe(
      'was taken by the new server, but is not there',
    );
    expect(describeMessageProblem(problem('kept-once', { side: 'destination' }))).toContain(
      'keeps equal messages once',
    );
    expect(describeMessageProblem(problem('no-such-mailbox', { side: 'source' }))).toContain(
      'gone from the old server',
    );
    expect(
      ['unreadable-at-source', 'missing', 'kept-once', 'silence'].map((kind) => faultOf({ kind } as MessageProblem)),
    ).toEqual(['notHandedOver', 'notKept', 'notKept', 'notCopied']);
  });

  it('is no change by the new server where the old one told no date', () => {
    const undated = problem('altered', { side: 'source', differs: ['date'] });
    expect(describeMessageProblem(undated)).toBe(
      'came without a readable date of arrival from the old server, and has the date of its Date line',
    );
    expect(describeMessageProblem(undated, 'fr')).toContain('sans date d’arrivée lisible');
    expect(describeMessageProblem({ ...undated, differs: ['date', 'flags'] })).toMatch(/ \(its flags\)$/);
    expect(describeMessageProblem(problem('altered', { differs: ['date'] }))).toBe(
      'was changed by the new server (its date of arrival)',
    );
  });
});

it('a line quotes the server', () => {
  const lost = problem('bye', { side: 'source', serverText: 'BYE \u202Egood night', subject: 'Hello' });
  expect(messageProblemLine('INBOX', lost)).toBe(
    'INBOX: message “Hello” could not be copied: the old server ended the connection each time it was asked for: “BYE good night”',
  );
});
