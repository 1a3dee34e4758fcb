import type { AppState } from '../../../shared/ipc/app-state.ts';
import type { WaitView } from '../../../shared/ipc/run-view.ts';
import { accountKey, isSameAccount } from '../../../shared/model/account.ts';
import { LEARNED_FOR_MS } from '../../engine/learned-limits.ts';
import { defaultAppSettings } from '../../../shared/ipc/settings.ts';
import { createRefusalCount } from './account/refusal-count.ts';
import { createOauthClients, type RegistrationBook } from './account/oauth-clients.ts';
import { createSignIns } from './account/sign-ins.ts';
import { createTokenSources } from './account/token-sources.ts';
import { accountRequests } from './requests/account-requests.ts';
import { directoryRequests } from './requests/directory-requests.ts';
import { planRequests } from './requests/plan-requests.ts';
import { receiptRequests } from './requests/receipt-requests.ts';
import { runRequests } from './requests/run-requests.ts';
import type { Desk } from './desk.ts';
import { countTraffic } from './count-traffic.ts';
import type { DeskAdapters, DeskParts } from './desk-parts.ts';
import { createKeptMove } from './kept-move.ts';
import { createChecking } from './looking/checking.ts';
import type { AccountRecord, MoveRecord } from './move-record.ts';
import { newMove } from './new-move.ts';
import { createPublisher } from './publisher.ts';
import { createRecordBook } from './record-book.ts';
import { createConditions } from './run/conditions.ts';
import { Runner } from './run/runner.ts';
import { mayOpen, furthest } from './steps.ts';
import { moveSummary } from './view/move-chip.ts';
import { moveView, type LiveMove } from './view/move-view.ts';

/** There is no such move; the window is told that its request failed. */
export class NoSuchMove extends Error {
  constructor(id: string) {
    super(`there is no move ${id}`);
    this.name = 'NoSuchMove';
  }
}

/** Opens the desk over its book. Nothing runs yet: see {@link Desk.goOnAfterStart}. @throws JournalError */
export async function createDesk(adapters: DeskAdapters): Promise<Desk> {
  const book = createRecordBook(adapters.book.book);
  const parts = withTokens(adapters, book);
  const conditions = createConditions();
  const refusals = createRefusalCount();
  const secrets = new Set(await parts.keychain.keychain.items().catch(() => []));
  const moves = new Map<string, LiveMove>();
  const { ledger } = adapters.book.book;
  /** Of an account that no move uses any more nothing is remembered, its address least of all. */
  const forgetUnused = (): void => {
    const records = [...moves.values()].map(({ kept }) => kept.record());
    const accounts = records.flatMap(({ source, destination }) => [source, destination]);
    ledger.keepOnly(accounts.flatMap((account) => (account ? [accountKey(account.address)] : [])));
  };
  let settings = book.settings();
  let place = book.place();

  const appState = (): AppState => ({
    settings,
    systemLanguage: parts.systemLanguage,
    moves: [...moves.values()].map(moveSummary).toSorted((one, other) => other.createdAt - one.createdAt),
    keychain: { kind: parts.keychain.kind, why: parts.keychain.why },
    place: { move: place.move !== null && moves.has(place.move) ? place.move : null },
    trouble: parts.book.trouble,
    directoryDate: parts.directory.date,
  });
  const publisher = createPublisher((id) => {
    const move = id === null ? null : moves.get(id);
    if (move) {
      const view = moveView(move, parts.directory);
      publisher.tell((listener) => listener.move(view));
      const rows = move.runner.watch?.changedRows() ?? [];
      const total = move.runner.watch?.progress().mailboxes.length ?? 0;
      if (rows.length > 0)
        publisher.tell((listener) => listener.mailboxRows({ move: move.kept.id, total, rows: [...rows] }));
    }
    const state = appState();
    publisher.tell((listener) => listener.appState(state));
  });
  const adopt = (record: MoveRecord): LiveMove => {
    const kept = createKeptMove(record, book, parts.journals, () => publisher.touch(record.id));
    const runner = new Runner({
      desk: parts,
      kept,
      conditions,
      onNotice: (notice) => publisher.tell((listener) => listener.notice(notice)),
    });
    const signIns = createSignIns(parts, kept, refusals);
    const move = { kept, runner, signIns, checking: createChecking(parts, kept), secrets };
    moves.set(record.id, move);
    return move;
  };
  const find = (id: string): LiveMove => {
    const move = moves.get(id);
    if (!move) throw new NoSuchMove(id);
    return move;
  };
  const forgetSecret = async (account: AccountRecord): Promise<void> => {
    if (account.auth === 'password') return parts.keychain.keychain.delete(account.item);
    // Some providers end all grants of an app and a person with one of them.
    const others = [...moves.values()].flatMap(({ kept }) => {
      const { source, destination } = kept.record();
      return [source, destination].filter((other) => other !== null && other.item !== account.item);
    });
    const isLast = !others.some((other) => other?.auth === 'oauth' && isSameAccount(other.address, account.address));
    await parts.tokens.forget(account, isLast);
  };
  const remove = async (move: LiveMove): Promise<void> => {
    move.signIns.cancel();
    move.checking.stop();
    await move.runner.shutDown();
    const { source, destination } = move.kept.record();
    for (const account of [source, destination]) {
      if (!account) continue;
      await forgetSecret(account);
      secrets.delete(account.item);
    }
    moves.delete(move.kept.id);
    forgetUnused();
    move.kept.remove();
    publisher.touch(null);
  };
  for (const record of book.moves()) adopt(record);
  forgetUnused();
  ledger.forgetBefore(parts.clock.now() - LEARNED_FOR_MS);
  conditions.set({ pauseOnBattery: settings.onBattery === 'pause' });

  const tellNow = (id: string): void => {
    publisher.touch(id);
    publisher.flush();
  };
  const all = (): readonly LiveMove[] => [...moves.values()];
  const isRunning = ({ runner }: LiveMove): boolean => ['running', 'stopping'].includes(runner.phase.phase);
  const requests = { parts, find, secrets, tellNow, forgetSecret };
  return {
    ...accountRequests(requests),
    ...directoryRequests(requests, book),
    ...planRequests(requests),
    ...runRequests(requests),
    ...receiptRequests(requests),
    appState,
    changeSettings(change) {
      settings = { ...settings, ...withoutMissing(change) };
      book.saveSettings(settings);
      conditions.set({ pauseOnBattery: settings.onBattery === 'pause' });
      publisher.touch(null);
    },
    showPlace(next) {
      place = next;
      book.savePlace(next);
    },
    async forgetEverything() {
      for (const move of all()) await remove(move);
      for (const item of await parts.keychain.keychain.items()) await parts.keychain.keychain.delete(item);
      secrets.clear();
      book.clear();
      settings = defaultAppSettings;
      place = { move: null };
      publisher.touch(null);
    },
    createMove() {
      const record = newMove(parts.randomId(), parts.clock.now());
      book.save(record);
      adopt(record);
      publisher.touch(null);
      return { move: record.id };
    },
    deleteMove: async ({ move }) => remove(find(move)),
    move: ({ move }) => moveView(find(move), parts.directory),
    goToStep({ move, step }) {
      const { kept, checking } = find(move);
      const record = kept.record();
      if (mayOpen(step, record, checking.view().mayGoOn))
        kept.change({ step, reached: furthest(record.reached, step) });
    },

    subscribe: (listener) => publisher.subscribe(listener),
    goOnAfterStart() {
      for (const { kept, runner } of all()) {
        const { wanted, job, startedAt, options } = kept.record();
        if (wanted !== 'running') continue;
        const { startAt } = options;
        if (startedAt === null && startAt !== null && startAt > parts.clock.now()) runner.schedule(startAt);
        else runner.start(job, startedAt !== null);
      }
    },
    isBusy: () => all().some((move) => isRunning(move) || ['waiting', 'scheduled'].includes(move.runner.phase.phase)),
    isCopying: () => all().some((move) => isRunning(move) && !mayRest(move.runner.watch?.wait()?.reason ?? null)),
    fractionDone() {
      const progresses = all()
        .filter(isRunning)
        .flatMap(({ runner }) => runner.watch?.view() ?? []);
      const total = progresses.reduce((sum, { messages }) => sum + messages.total, 0);
      return total === 0 ? null : progresses.reduce((sum, { messages }) => sum + messages.done, 0) / total;
    },
    pauseAll: () => all().forEach(({ runner }) => runner.pause()),
    resumeAll() {
      for (const { kept, runner } of all()) if (runner.phase.phase === 'paused') runner.start(kept.record().job);
    },
    setOnline: (online) => {
      if (online) conditions.nudge();
    },
    setOnBattery(onBattery) {
      conditions.set({ onBattery });
      if (conditions.holdUp() === 'battery') all().forEach(({ runner }) => runner.holdUp());
    },
    computerSlept(from, to) {
      all().forEach(({ runner }) => runner.sleep(from, to));
    },
    async shutDown() {
      for (const { signIns, checking } of all()) {
        signIns.cancel();
        checking.stop();
      }
      await Promise.all(all().map(({ runner }) => runner.shutDown()));
      await parts.tokens.settled();
      publisher.stop();
      for (const { kept } of all()) kept.close();
      book.close();
    },
  };
}

/** What several parts of the desk share: one token source for each account; and sessions whose traffic counts. */
function withTokens(adapters: DeskAdapters, book: RegistrationBook): DeskParts {
  const { oauth, registrations, onFault, findClient } = adapters;
  const clients = createOauthClients(registrations, book, findClient);
  const tokens = createTokenSources({ keychain: adapters.keychain.keychain, oauth, clients, onFault });
  const counting = { ledger: adapters.book.book.ledger, clock: adapters.clock, onFault };
  return {
    ...adapters,
    source: (access) => countTraffic(adapters.source(access), access.address, counting),
    destination: (access) => countTraffic(adapters.destination(access), access.address, counting),
    clients,
    tokens,
  };
}

/** A day's wait for the provider needs no computer that stays awake; of one for another move, that move sees to it. */
function mayRest(reason: WaitView['reason'] | null): boolean {
  return reason === 'daily-limit' || reason === 'in-use';
}

/** What was given; a key without a value changes nothing. */
function withoutMissing<Value extends object>(change: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined>;
  };
}
