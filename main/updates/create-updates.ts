import type { UpdatesView } from '../../shared/ipc/updates-view.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import type { KeptWishes } from './kept-wishes.ts';
import type { Release, UpdateEngine } from './update-engine.ts';
import { faultOf } from './update-error.ts';
import { nextState, type UpdateEvent } from './update-state.ts';
import type { UpdateWay } from './update-way.ts';

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
  /** Looks when a week has passed and the person wishes it so. To be called now and then. */
  tick(): void;
  /** Ends everything under way. */
  stop(): void;
}

/** What it works with. */
export interface UpdatesParts {
  readonly way: UpdateWay;
  /** Made at the first look: nobody else needs what it brings along. */
  openEngine(): Promise<UpdateEngine>;
  readonly running: string;
  readonly wishes: KeptWishes;
  keep(wishes: KeptWishes): void;
  now(): number;
  /** Whether something is being copied, or will be by itself. */
  isBusy(): boolean;
  /** Stops everything in order, does the last step, and if that rejects starts this version again. */
  leave(lastStep: () => Promise<never>): void;
  onChange(view: UpdatesView): void;
  onFault(error: unknown): void;
}

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
const lookMs = 30_000;

/** Begins where the last process left off: where installing was begun and this version still runs, it failed. */
export function createUpdates(parts: UpdatesParts): Updates {
  const { way, running } = parts;
  let { wishes } = parts;
  let state: UpdatesView['state'] = way.kind === 'off' ? way : { kind: 'idle' };
  let engine: Promise<UpdateEngine> | null = null;
  let notBefore = 0;
  let underWay = new AbortController();
  const view = (): UpdatesView => ({
    state,
    running,
    host: way.kind === 'on' ? way.feed.host : null,
    weekly: wishes.weekly,
    lookedAt: wishes.lookedAt,
    isDismissed: 'offer' in state && state.offer.version === wishes.dismissed,
  });
  const keep = (change: Partial<KeptWishes>): void => {
    wishes = { ...wishes, ...change };
    parts.keep(wishes);
    parts.onChange(view());
  };
  const happen = (event: UpdateEvent): boolean => {
    const next = nextState(state, event);
    if (next === state) return false;
    state = next;
    parts.onChange(view());
    return true;
  };
  const fail = (error: unknown, otherwise: Parameters<typeof faultOf>[1]): void => {
    parts.onFault(error);
    happen({ kind: 'failed', fault: faultOf(error, otherwise) });
  };
  const opened = (): Promise<UpdateEngine> => (engine ??= parts.openEngine());
  /** The signal ends with the step: what was cancelled must not speak any more. */
  const begin = (event: UpdateEvent, step: (signal: AbortSignal) => Promise<void>): void => {
    if (!happen(event)) return;
    underWay = new AbortController();
    const { signal } = underWay;
    step(signal).catch((error: unknown) => {
      if (!signal.aborted) fail(error, 'server');
    });
  };
  const look = (isWished: boolean): void =>
    begin({ kind: 'look' }, async (signal) => {
      try {
        const release = await (await opened()).look(AbortSignal.any([signal, AbortSignal.timeout(lookMs)]));
        if (signal.aborted) return;
        keep({ lookedAt: parts.now(), installing: null });
        happen(release ? { kind: 'found', offer: offerOf(release) } : { kind: 'nothing-found' });
      } catch (error) {
        if (isWished || signal.aborted) throw error;
        parts.onFault(error);
        notBefore = parts.now() + dayMs;
        happen({ kind: 'gave-up' });
      }
    });
  const install = async (): Promise<void> => {
    try {
      const ready = await opened();
      await ready.check();
      keep({ installing: 'offer' in state ? state.offer.version : null });
      parts.leave(() => ready.install());
    } catch (error) {
      fail(error, 'install');
    }
  };
  const tryInstall = (isBusy: boolean): void => {
    if (happen({ kind: 'install', isBusy }) && !isBusy) void install();
  };
  // Said until the next look.
  if (way.kind === 'on' && wishes.installing !== null && wishes.installing !== running)
    state = { kind: 'failed', fault: 'install' };
  return {
    view,
    look: () => look(true),
    fetch: () =>
      begin({ kind: 'fetch' }, async (signal) => {
        const percent = (share: number): void => void (signal.aborted || happen({ kind: 'progress', percent: share }));
        await (await opened()).fetch(percent, signal);
        if (!signal.aborted) happen({ kind: 'fetched' });
      }),
    install: (when) => tryInstall(when === 'paused' && parts.isBusy()),
    cancel() {
      underWay.abort();
      happen({ kind: 'cancel' });
    },
    dismiss: () => keep({ dismissed: 'offer' in state ? state.offer.version : null }),
    setWeekly(weekly) {
      keep({ weekly });
      lookIfDue();
    },
    tick() {
      if (state.kind === 'waiting' && !parts.isBusy()) tryInstall(false);
      lookIfDue();
    },
    stop: () => underWay.abort(),
  };

  function lookIfDue(): void {
    const due = wishes.lookedAt === null || Math.abs(parts.now() - wishes.lookedAt) >= weekMs;
    if (wishes.weekly && due && way.kind === 'on' && parts.now() >= notBefore) look(false);
  }
}

/** What others wrote becomes plain text. */
function offerOf({ version, notes, size }: Release): Extract<UpdatesView['state'], { kind: 'offered' }>['offer'] {
  const lines = notes.map((line) => sanitizeDisplay(line, 200)).filter((line) => line !== '');
  return { version, size, notes: lines.slice(0, 12) };
}
