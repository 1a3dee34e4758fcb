import { describe, expect, test } from 'vitest';
import { nextState, type UpdateEvent } from '../../main/updates/update-state.ts';
import type { UpdateState } from '../../shared/ipc/updates-view.ts';

const offer = { version: '0.2.0', notes: [], size: 1 };

const states: readonly UpdateState[] = [
  { kind: 'off', why: 'unsigned' },
  { kind: 'idle' },
  { kind: 'looking' },
  { kind: 'none' },
  { kind: 'offered', offer },
  { kind: 'fetching', offer, percent: 5 },
  { kind: 'ready', offer },
  { kind: 'waiting', offer },
  { kind: 'installing', offer },
  { kind: 'failed', fault: 'offline' },
];

const events: Readonly<Record<string, UpdateEvent>> = {
  look: { kind: 'look' },
  found: { kind: 'found', offer },
  nothing: { kind: 'nothing-found' },
  gaveUp: { kind: 'gave-up' },
  fetch: { kind: 'fetch' },
  progress: { kind: 'progress', percent: 50 },
  fetched: { kind: 'fetched' },
  installFree: { kind: 'install', isBusy: false },
  installBusy: { kind: 'install', isBusy: true },
  cancel: { kind: 'cancel' },
  failed: { kind: 'failed', fault: 'damaged' },
};

/** All that changes anything; every other pair of a state and an event changes nothing. */
const arrows: Readonly<Record<string, Readonly<Record<string, UpdateState['kind']>>>> = {
  off: {},
  idle: { look: 'looking' },
  looking: { found: 'offered', nothing: 'none', gaveUp: 'idle', cancel: 'idle', failed: 'failed' },
  none: { look: 'looking' },
  offered: { fetch: 'fetching', failed: 'failed' },
  fetching: { progress: 'fetching', fetched: 'ready', cancel: 'offered', failed: 'failed' },
  ready: { installFree: 'installing', installBusy: 'waiting', failed: 'failed' },
  waiting: { installFree: 'installing', installBusy: 'waiting', cancel: 'ready', failed: 'failed' },
  installing: { failed: 'failed' },
  failed: { look: 'looking' },
};

describe.each(states)('$kind', (state) => {
  test.each(Object.entries(events))('%s', (name, event) => {
    const next = nextState(state, event);
    const kind = arrows[state.kind]?.[name];
    expect(next.kind).toBe(kind ?? state.kind);
    if (kind === undefined) expect(next).toBe(state);
  });
});

test('only the person leads to fetching and to installing', () => {
  const leading = (to: UpdateState['kind']): readonly string[] =>
    states
      .filter(({ kind }) => kind !== to)
      .flatMap((state) => Object.entries(events).filter(([, event]) => nextState(state, event).kind === to))
      .map(([name]) => name);
  expect(new Set(leading('fetching'))).toEqual(new Set(['fetch']));
  expect(new Set(leading('installing'))).toEqual(new Set(['installFree']));
});
