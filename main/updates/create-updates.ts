import type { UpdateOffer, UpdatesView } from '../../shared/ipc/updates-view.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import type { Release, UpdateEngine } from './update-engine.ts';
import type { UpdateEvent } from './update-state.ts';
import { createUpdateStore, type StoreParts, type UpdateStore } from './update-store.ts';

/** New versions, as the window asks for them. Nothing rejects: what goes wrong is a state. */
export interface Updates {
  view(): UpdatesView;
  look(): void;
  fetch(): void;
  /** `paused`: as soon as nothing is being copied. `now`: what is being copied stops in order, and goes on after the start. */
  install(when: 'paused' | 'now'): void;
  /** Ends looking, fetching or waiting. */
  cancel(): void;
  dismiss(): void;
  setWeekly(weekly: boolean): void;
  /** Looks when a week has passed and the person wishes it so; installs when what was waited for has ended. To be called now and then. */
  tick(): void;
  /** Ends everything under way. */
  stop(): void;
}

/** What it works with. */
export interface UpdatesParts extends StoreParts {
  /** Made at the first look: nobody else needs what it brings along. */
  openEngine(): Promise<UpdateEngine>;
  now(): number;
  /** Whether something is being copied, or will be by itself. */
  isBusy(): boolean;
  /** Stops everything in order, does the last step, and if that rejects starts this version again. */
  leave(lastStep: () => Promise<never>): void;
}

/** Begins where the last process left off. */
export function createUpdates(parts: UpdatesParts): Updates {
  const store = createUpdateStore(parts);
  let opened: Promise<UpdateEngine> | null = null;
  const engine = (): Promise<UpdateEngine> => (opened ??= parts.openEngine());
  const steps = createSteps(store);
  const looking = createLooking(parts, store, { engine, begin: steps.begin });
  const tryInstall = (isBusy: boolean): void => {
    if (store.happen({ kind: 'install', isBusy }) && !isBusy) void install(parts, store, engine);
  };
  return {
    view: () => store.view(),
    look: () => looking.look(),
    fetch: () =>
      steps.begin({ kind: 'fetch' }, async (signal) => {
        const tell = (percent: number): void => void (signal.aborted || store.happen({ kind: 'progress', percent }));
        await (await engine()).fetch(tell, signal);
        if (!signal.aborted) store.happen({ kind: 'fetched' });
      }),
    install: (when) => tryInstall(when === 'paused' && parts.isBusy()),
    cancel() {
      steps.stop();
      store.happen({ kind: 'cancel' });
    },
    dismiss() {
      const state = store.state();
      if ('offer' in state) store.keep({ dismissed: state.offer.version });
    },
    setWeekly(weekly) {
      store.keep({ weekly });
      looking.lookIfDue();
    },
    tick() {
      if (store.state().kind === 'waiting' && !parts.isBusy()) tryInstall(false);
      looking.lookIfDue();
    },
    stop: () => steps.stop(),
  };
}

/** Begins a step when the state lets it begin. */
type Begin = (event: UpdateEvent, step: (signal: AbortSignal) => Promise<void>) => void;

/** One step at a time. Its signal ends with it: what was stopped does not speak any more. */
function createSteps(store: UpdateStore): { readonly begin: Begin; stop(): void } {
  let underWay = new AbortController();
  return {
    stop: () => underWay.abort(),
    begin(event, step) {
      if (!store.happen(event)) return;
      underWay = new AbortController();
      const { signal } = underWay;
      step(signal).catch((error: unknown) => {
        if (!signal.aborted) store.fail(error, 'server');
      });
    },
  };
}

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
const lookMs = 30_000;

function createLooking(
  parts: UpdatesParts,
  store: UpdateStore,
  { engine, begin }: { readonly engine: () => Promise<UpdateEngine>; readonly begin: Begin },
): { look(): void; lookIfDue(): void } {
  let notBefore = 0;
  const ask = async (signal: AbortSignal): Promise<void> => {
    const release = await (await engine()).look(AbortSignal.any([signal, AbortSignal.timeout(lookMs)]));
    if (signal.aborted) return;
    store.keep({ lookedAt: parts.now(), installing: null });
    store.happen(release ? { kind: 'found', offer: offerOf(release) } : { kind: 'nothing-found' });
  };
  const askQuietly = async (signal: AbortSignal): Promise<void> => {
    try {
      await ask(signal);
    } catch (error) {
      if (signal.aborted) return;
      parts.onFault(error);
      notBefore = parts.now() + dayMs;
      store.happen({ kind: 'gave-up' });
    }
  };
  return {
    look: () => begin({ kind: 'look' }, ask),
    lookIfDue() {
      const { weekly, lookedAt } = store.wishes();
      const now = parts.now();
      const isDue = lookedAt === null || Math.abs(now - lookedAt) >= weekMs;
      if (weekly && isDue && now >= notBefore) begin({ kind: 'look' }, askQuietly);
    },
  };
}

/** The file is looked at once more, while everything still runs. */
async function install(parts: UpdatesParts, store: UpdateStore, engine: () => Promise<UpdateEngine>): Promise<void> {
  try {
    const ready = await engine();
    await ready.check();
    const state = store.state();
    store.keep({ installing: 'offer' in state ? state.offer.version : null });
    parts.leave(() => ready.install());
  } catch (error) {
    store.fail(error, 'install');
  }
}

/** What others wrote becomes plain text. */
function offerOf({ version, notes, size }: Release): UpdateOffer {
  const lines = notes.map((line) => sanitizeDisplay(line, 200)).filter((line) => line !== '');
  return { version, size, notes: lines.slice(0, 12) };
}
