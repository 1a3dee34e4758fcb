import { expect, it } from 'vitest';
import { planLines } from '../../main/terminal/plan-text.ts';
import { chooseStyle } from '../../main/terminal/style.ts';
import type { MailboxPair, MigrationPlan } from '../../shared/model/plan.ts';

const style = chooseStyle({ LANG: 'en_GB.UTF-8' }, false, 'linux');

function pair(source: string, change: Partial<MailboxPair> = {}): MailboxPair {
  return {
    ...{ source, destination: source, role: null, renamed: [], messages: 12, bytes: 48_000, subscribed: true },
    ...{ exists: false, ...change },
  };
}

function plan(pairs: readonly MailboxPair[]): MigrationPlan {
  const bytes = pairs.some((one) => one.bytes === null) ? null : 48_000;
  return {
    ...{ pairs, parents: [], leftOut: [], messages: 12, bytes, quota: { kind: 'unknown' }, appendLimit: null },
    ...{ labels: null, gmail: null },
  };
}

const unopened = { unopened: true, messages: 0, bytes: null } as const;

it('names a mailbox that the old server did not open, without a number nobody knows', () => {
  const lines = planLines(plan([pair('INBOX'), pair('Closed', unopened)]), null, 200, style);
  const line = lines.find((one) => one.startsWith('Closed'));
  expect(line).toMatch(/^Closed +\? +→ Closed \(not opened by the old server\)$/);
  expect(lines).toContain(
    'The old server did not open one mailbox when we looked, so nobody knows yet how much is in it. It is tried again while copying; --exclude leaves such a mailbox out.',
  );
  // With it, nobody knows the sizes; of the room the new server may have told everything.
  expect(lines).toContain('Nobody knows whether there is room for it: the sizes are not known.');
  expect(lines.join('\n')).not.toContain('does not tell how much room');
});

it('in a narrow window, too', () => {
  const lines = planLines(plan([pair('Closed', unopened)]), null, 50, style);
  expect(lines).toContain('  number not known (not opened by the old server)');
});

it('is silent about that where every mailbox was opened', () => {
  expect(planLines(plan([pair('INBOX')]), null, 200, style).join('\n')).not.toMatch(/not open|\?/);
});
