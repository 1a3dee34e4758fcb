import { expect, test } from 'vitest';
import { MailError } from '../../main/engine/mail-error.ts';
import { DeskWorld, fill } from '../support/desk-world.ts';

/** A world with some mail, started. */
async function world(): Promise<DeskWorld> {
  const made = new DeskWorld();
  fill(made.old.mail, 30);
  await made.start();
  return made;
}

test('a sign-in that is turned down in the middle is asked for again, and then the move goes on', async () => {
  await using made = await world();
  made.new.appendMs = 50;
  const move = await made.signedIn();
  made.new.password = 'changed meanwhile';
  await made.desk.startMove({ move });
  const { run, destination, source } = await made.until(move, (view) => view.run.phase === 'needs-you');
  expect(run.problem).toMatchObject({ kind: 'sign-in-refused', side: 'destination' });
  expect(destination).toMatchObject({ signedIn: false, secret: 'kept' });
  expect(source).toMatchObject({ signedIn: true });
  expect(await made.signIn(move, 'destination')).toEqual({ problem: null });
  const finished = await made.until(move, (view) => view.run.phase === 'finished');
  expect(finished.destination).toMatchObject({ signedIn: true });
});

test('a sign-in that the checks find turned down is asked for again', async () => {
  await using made = await world();
  const move = await made.signedIn();
  made.old.trouble = new MailError({
    kind: 'sign-in-refused',
    side: 'source',
    when: 'never',
    wide: 'account',
    outcome: 'refused',
  });
  await made.desk.runChecks({ move });
  const { checks, source } = await made.until(move, (view) => view.checks.state === 'done');
  expect(checks.mayGoOn).toBe(false);
  expect(source).toMatchObject({ signedIn: false });
});
