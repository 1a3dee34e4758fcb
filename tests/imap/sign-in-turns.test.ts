import { expect, test } from 'vitest';
import { MailError } from '../../main/engine/mail-error.ts';
import { SignInTurns } from '../../main/imap/sign-in-turns.ts';

interface Line {
  isOpen: boolean;
}

const refusal = new MailError({ kind: 'sign-in-refused', when: 'never', wide: 'account', outcome: 'refused' });
const lost = new MailError({ kind: 'connection-lost', when: 'now', wide: 'account', outcome: 'refused' });
const { signal } = new AbortController();

/** Sign-ins that end when the test says so. */
function desk(): { readonly begun: PromiseWithResolvers<Line>[]; readonly signIn: () => Promise<Line> } {
  const begun: PromiseWithResolvers<Line>[] = [];
  const signIn = (): Promise<Line> => {
    const one = Promise.withResolvers<Line>();
    begun.push(one);
    return one.promise;
  };
  return { begun, signIn };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('the first goes alone; once it is in, all others go together', async () => {
  const { begun, signIn } = desk();
  const turns = new SignInTurns<Line>();
  const all = Promise.all([turns.take(signIn, signal), turns.take(signIn, signal), turns.take(signIn, signal)]);
  await turn();
  expect(begun).toHaveLength(1);
  begun[0]?.resolve({ isOpen: true });
  await turn();
  expect(begun).toHaveLength(3);
  for (const one of begun) one.resolve({ isOpen: true });
  expect(await all).toHaveLength(3);
});

test('a refusal is one for all who waited, and none of them tries', async () => {
  const { begun, signIn } = desk();
  const turns = new SignInTurns<Line>();
  const all = Promise.allSettled([turns.take(signIn, signal), turns.take(signIn, signal), turns.take(signIn, signal)]);
  begun[0]?.reject(refusal);
  expect((await all).map((one) => one.status === 'rejected' && (one.reason as unknown))).toEqual([
    refusal,
    refusal,
    refusal,
  ]);
  expect(begun).toHaveLength(1);
  // Whoever comes later, with another password perhaps, may try.
  const again = turns.take(signIn, signal);
  begun[1]?.resolve({ isOpen: true });
  expect(await again).toEqual({ isOpen: true });
});

test('a connection that broke says nothing of the password: the next one goes first', async () => {
  const { begun, signIn } = desk();
  const turns = new SignInTurns<Line>();
  const [one, other] = [turns.take(signIn, signal), turns.take(signIn, signal)];
  begun[0]?.reject(lost);
  await expect(one).rejects.toBe(lost);
  await turn();
  expect(begun).toHaveLength(2);
  begun[1]?.resolve({ isOpen: true });
  expect(await other).toEqual({ isOpen: true });
});

test('when all connections are lost, one goes first again', async () => {
  const { begun, signIn } = desk();
  const turns = new SignInTurns<Line>();
  const line: Line = { isOpen: true };
  const first = turns.take(signIn, signal);
  begun[0]?.resolve(line);
  await first;
  line.isOpen = false;
  const rest = Promise.allSettled([turns.take(signIn, signal), turns.take(signIn, signal)]);
  await turn();
  expect(begun).toHaveLength(2);
  begun[1]?.reject(refusal);
  await rest;
  expect(begun).toHaveLength(2);
});

test('whoever waits and is not wanted any more does not sign in', async () => {
  const { begun, signIn } = desk();
  const turns = new SignInTurns<Line>();
  const stop = new AbortController();
  const first = turns.take(signIn, signal);
  const second = turns.take(signIn, stop.signal);
  stop.abort(new Error('enough'));
  begun[0]?.resolve({ isOpen: true });
  await first;
  await expect(second).rejects.toThrow('enough');
  expect(begun).toHaveLength(1);
});
