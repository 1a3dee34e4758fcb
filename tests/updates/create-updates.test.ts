import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createUpdates, type Updates } from '../../main/updates/create-updates.ts';
import type { KeptWishes } from '../../main/updates/kept-wishes.ts';
import type { Release, UpdateEngine } from '../../main/updates/update-engine.ts';
import { UpdateError } from '../../main/updates/update-error.ts';
import type { UpdatesView } from '../../shared/ipc/updates-view.ts';

const dayMs = 86_400_000;
const release: Release = { version: '0.2.0', notes: ['New.'], size: 5 };

interface Scene {
  readonly updates: Updates;
  /** What was done, in order. */
  readonly done: string[];
  readonly told: UpdatesView['state']['kind'][];
  wishes: KeptWishes;
  now: number;
  busy: boolean;
  /** Ends the step under way. */
  answer: { resolve(value?: unknown): void; reject(error: unknown): void };
  lastStep: (() => Promise<never>) | null;
  kind(): UpdatesView['state']['kind'];
}

/** The engine is made up here: what it does is tried with the packed app. */
function scene(wishes: Partial<KeptWishes> = {}): Scene {
  const done: string[] = [];
  const step = (name: string): Promise<never> => {
    done.push(name);
    return new Promise((resolve, reject) => {
      made.answer = { resolve, reject };
    });
  };
  const engine: UpdateEngine = {
    look: () => step('look'),
    fetch: () => step('fetch'),
    check: () => step('check'),
    install: () => step('install'),
  };
  const made: Omit<Scene, 'updates' | 'kind'> = {
    done,
    told: [],
    wishes: { weekly: false, lookedAt: null, dismissed: null, installing: null, ...wishes },
    now: 100 * dayMs,
    busy: false,
    answer: { resolve: () => undefined, reject: () => undefined },
    lastStep: null,
  };
  const updates = createUpdates({
    way: { kind: 'on', installer: 'appimage', feed: new URL('https://example.org/'), keys: [] },
    openEngine: () => Promise.resolve(engine),
    running: '0.1.0',
    wishes: made.wishes,
    keep: (kept) => void (made.wishes = kept),
    now: () => made.now,
    isBusy: () => made.busy,
    leave: (lastStep) => void (made.lastStep = lastStep),
    onChange: ({ state }) => void made.told.push(state.kind),
    onFault: () => undefined,
  });
  return Object.assign(made, { updates, kind: () => updates.view().state.kind });
}

async function ready(made: Scene): Promise<void> {
  made.updates.look();
  await turn();
  made.answer.resolve(release);
  await turn();
  made.updates.fetch();
  await turn();
  made.answer.resolve();
  await turn();
  expect(made.kind()).toBe('ready');
}

describe('without being told so', () => {
  test('nothing is asked, fetched or installed, however long it runs', async () => {
    const made = scene();
    for (let day = 0; day < 30; day += 1) {
      made.now += dayMs;
      made.updates.tick();
    }
    await turn();
    expect(made.done).toEqual([]);
  });

  test('what was found is not fetched, and what was fetched is not installed', async () => {
    const made = scene({ weekly: true });
    made.updates.tick();
    await turn();
    made.answer.resolve(release);
    await turn();
    made.updates.tick();
    await turn();
    expect([made.kind(), made.done]).toEqual(['offered', ['look']]);
    made.updates.fetch();
    await turn();
    made.answer.resolve();
    await turn();
    made.updates.tick();
    await turn();
    expect([made.kind(), made.done]).toEqual(['ready', ['look', 'fetch']]);
  });
});

describe('once a week', () => {
  test('is a week after the last answer', async () => {
    const made = scene({ weekly: true, lookedAt: 100 * dayMs });
    made.now += 7 * dayMs - 1;
    made.updates.tick();
    await turn();
    expect(made.done).toEqual([]);
    made.now += 1;
    made.updates.tick();
    await turn();
    expect(made.done).toEqual(['look']);
    made.answer.resolve(null);
    await turn();
    expect(made.wishes.lookedAt).toBe(107 * dayMs);
    made.updates.tick();
    await turn();
    expect(made.done).toEqual(['look']);
  });

  test('a look that fails says nothing, and is tried again a day later', async () => {
    const made = scene({ weekly: true });
    made.updates.tick();
    await turn();
    made.answer.reject(new UpdateError('offline'));
    await turn();
    expect(made.kind()).toBe('idle');
    made.updates.tick();
    made.now += dayMs - 1;
    made.updates.tick();
    await turn();
    expect(made.done).toEqual(['look']);
    made.now += 1;
    made.updates.tick();
    await turn();
    expect(made.done).toEqual(['look', 'look']);
  });

  test('a look that was pressed for says why it failed', async () => {
    const made = scene();
    made.updates.look();
    await turn();
    made.answer.reject(new UpdateError('not-signed'));
    await turn();
    expect(made.updates.view().state).toEqual({ kind: 'failed', fault: 'not-signed' });
  });
});

describe('while mail is being copied', () => {
  test('installing waits for a pause, and begins with it', async () => {
    const made = scene();
    await ready(made);
    made.busy = true;
    made.updates.install('paused');
    for (let second = 0; second < 100; second += 1) made.updates.tick();
    await turn();
    expect([made.kind(), made.done.includes('check'), made.lastStep]).toEqual(['waiting', false, null]);
    made.busy = false;
    made.updates.tick();
    await turn();
    expect([made.kind(), made.done.at(-1)]).toEqual(['installing', 'check']);
    made.answer.resolve();
    await turn();
    expect(made.lastStep).not.toBeNull();
    expect(made.wishes.installing).toBe('0.2.0');
  });

  test('the person can think otherwise', async () => {
    const made = scene();
    await ready(made);
    made.busy = true;
    made.updates.install('paused');
    made.updates.cancel();
    made.busy = false;
    made.updates.tick();
    await turn();
    expect([made.kind(), made.done.includes('check')]).toEqual(['ready', false]);
  });
});

describe('installing', () => {
  test('does not begin when the file is not what it was', async () => {
    const made = scene();
    await ready(made);
    made.updates.install('paused');
    await turn();
    made.answer.reject(new UpdateError('damaged'));
    await turn();
    expect(made.updates.view().state).toEqual({ kind: 'failed', fault: 'damaged' });
    expect([made.lastStep, made.wishes.installing]).toEqual([null, null]);
  });

  test('that did not work is told at the next start, until the next look', async () => {
    const made = scene({ installing: '0.2.0' });
    expect(made.updates.view().state).toEqual({ kind: 'failed', fault: 'install' });
    made.updates.look();
    await turn();
    made.answer.resolve(null);
    await turn();
    expect(made.wishes.installing).toBeNull();
  });

  test('that worked needs no word', () => {
    expect(scene({ installing: '0.1.0' }).kind()).toBe('idle');
  });
});

test('what was stopped does not speak any more', async () => {
  const made = scene();
  made.updates.look();
  await turn();
  const first = made.answer;
  made.updates.cancel();
  expect(made.kind()).toBe('idle');
  first.resolve(release);
  await turn();
  expect(made.kind()).toBe('idle');
  made.updates.look();
  await turn();
  first.reject(new UpdateError('offline'));
  await turn();
  expect(made.kind()).toBe('looking');
});

test('a version one does not want to hear of is not mentioned, the next one is', async () => {
  const made = scene();
  await ready(made);
  expect(made.updates.view().isDismissed).toBe(false);
  made.updates.dismiss();
  expect(made.updates.view().isDismissed).toBe(true);
  expect(made.wishes.dismissed).toBe('0.2.0');
  const next = scene({ dismissed: '0.1.9' });
  await ready(next);
  expect(next.updates.view().isDismissed).toBe(false);
});

test('notes are cleaned, and are few', async () => {
  const made = scene();
  made.updates.look();
  await turn();
  made.answer.resolve({
    ...release,
    notes: ['\u202Eevil\u0007', '  ', ...Array.from({ length: 50 }, () => 'x'.repeat(900))],
  });
  await turn();
  const { state } = made.updates.view();
  const notes = state.kind === 'offered' ? state.offer.notes : [];
  expect(notes[0]).toBe('evil');
  expect(notes).toHaveLength(12);
  expect(Math.max(...notes.map((note) => note.length))).toBeLessThanOrEqual(201);
});
