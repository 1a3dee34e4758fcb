import { expect, test } from 'vitest';
import { planLines } from '../../main/terminal/plan-text.ts';
import type { MigrationPlan } from '../../shared/model/plan.ts';

const plan: MigrationPlan = {
  ...{ pairs: [], parents: [], leftOut: [], messages: 12, bytes: 90_000_000 },
  ...{ quota: { kind: 'unknown' }, appendLimit: null, labels: null, gmail: null },
};

function text(messages: number, toldBy: 'server' | 'provider'): string {
  const limit = { bytes: 45_000_000, toldBy };
  return planLines(plan, { messages, limit }, 70, { colour: false, unicode: true }).join(' ');
}

test('what the server says about the size of messages is its last word', () => {
  expect(text(3, 'server')).toContain("3 messages over the new server's limit of 45 MB will not be taken.");
});

test('what is known of its provider is not', () => {
  const said = text(3, 'provider');
  expect(said).toContain('3 messages over 45 MB may not be taken');
  expect(said).toContain('The server itself does not say, and decides.');
  expect(said).not.toContain('will not');
});

test('nothing is said where none is larger', () => {
  expect(text(0, 'provider')).not.toContain('taken');
});
