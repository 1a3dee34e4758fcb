import { checkId, type CheckLine, type ChecksView } from '../../../../shared/ipc/checks-view.ts';
import type { ProblemView } from '../../../../shared/ipc/problem-view.ts';
import { buildPlan } from '../../../engine/plan/build-plan.ts';
import { scratchLeft } from '../../../engine/rehearse.ts';
import { SecretMissing } from '../account/account-access.ts';
import { describeFacts } from '../account/describe-facts.ts';
import { noteRefusal } from '../account/note-refusal.ts';
import { checkLines, failedLook, mayGoOn } from '../checks/check-lines.ts';
import { openLine } from '../checks/found.ts';
import type { Look, PartialLook, WriteTest } from '../checks/look.ts';
import type { DeskParts } from '../desk-parts.ts';
import { planOptions } from '../folders/plan-options.ts';
import type { KeptMove } from '../kept-move.ts';
import { secretProblem, problemOf } from '../problem.ts';
import { furthest } from '../steps.ts';
import type { MoveRecord } from '../move-record.ts';
import { rememberLast } from '../remember-last.ts';
import { findIndependence } from './independence.ts';
import { knownNames } from './known-names.ts';
import { lookAtAccounts, LookFailed } from './look-at-accounts.ts';
import { seenNames } from './seen-names.ts';
import { removeLeftBehind, tryWriting } from './try-writing.ts';

/** The checks of one move. */
export interface Checking {
  view(): ChecksView;
  /** What the last look found, with the plan as it is chosen now; null while there was none. */
  look(): Look | null;
  /** Looks at both accounts. One at a time: a second call waits for the first. */
  run(): Promise<void>;
  /** Tries the destination, with the person's consent. */
  tryWriting(): Promise<void>;
  /** @returns why it did not work, or null */
  removeScratch(): Promise<ProblemView | null>;
  /** An account changed: what was found is about another. */
  forget(): void;
  stop(): void;
}

type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'look'; readonly look: Omit<Look, 'plan'>; readonly at: number }
  | { readonly kind: 'failed'; readonly problem: ProblemView; readonly reached: PartialLook; readonly at: number };

/** Begins with nothing found. */
export function createChecking(desk: DeskParts, kept: KeptMove): Checking {
  let found: Found = { kind: 'nothing' };
  let running: Promise<void> | null = null;
  let writing: WriteTest = { kind: 'over' };
  let stop = new AbortController();

  // A plan of thousands of mailboxes takes a while; a view is made some times a second.
  const planNow = rememberLast(
    (look: Omit<Look, 'plan'>, choices: MoveRecord['choices'], _startedAt: number | null) => {
      const { source, destination } = look;
      return buildPlan(source.facts, destination.facts, planOptions(choices), knownNames(kept));
    },
  );
  const withSeenNames = rememberLast((look: Omit<Look, 'plan'>, rehearsal: MoveRecord['rehearsal']) => {
    const { destination } = look;
    return {
      ...look,
      destination: { ...destination, facts: { ...destination.facts, seenNames: seenNames(rehearsal) } },
    };
  });
  const lookNow = (): Look | null => {
    if (found.kind !== 'look') return null;
    const { choices, startedAt, rehearsal } = kept.record();
    const look = withSeenNames(found.look, rehearsal);
    return { ...look, plan: planNow(look, choices, startedAt) };
  };
  const linesOf = rememberLast(
    (
      plan: Look['plan'],
      acknowledged: MoveRecord['acknowledged'],
      rehearsal: MoveRecord['rehearsal'],
      test: WriteTest,
    ) => (found.kind === 'look' ? checkLines({ ...found.look, plan }, { acknowledged, rehearsal }, test) : []),
  );
  const lines = (): readonly CheckLine[] => {
    if (running) return waitingLines;
    if (found.kind === 'failed') return failedLook(found.problem, found.reached);
    const look = lookNow();
    const { acknowledged, rehearsal } = kept.record();
    return look ? linesOf(look.plan, acknowledged, rehearsal, writing) : [];
  };
  const lookOnce = async (): Promise<void> => {
    const { signal } = stop;
    try {
      const { destination } = kept.record();
      const [accounts, independence] = await Promise.all([
        lookAtAccounts(desk, kept, signal),
        destination && findIndependence(desk, destination, signal),
      ]);
      const look = { ...accounts, independence };
      found = { kind: 'look', look, at: desk.clock.now() };
      noteFacts(kept, look, desk.clock.now());
    } catch (error) {
      if (signal.aborted) return;
      const { cause, reached } = error instanceof LookFailed ? error : { cause: error, reached: nobody };
      const problem =
        cause instanceof SecretMissing
          ? secretProblem(cause, kept.record())
          : problemOf(cause, kept.record(), desk.onFault);
      noteRefusal(kept, problem);
      found = { kind: 'failed', problem, reached, at: desk.clock.now() };
    }
  };
  return {
    view() {
      const now = lines();
      const isDone = !running && found.kind !== 'nothing';
      return {
        state: running ? 'running' : isDone ? 'done' : 'not-run',
        at: found.kind === 'nothing' ? null : found.at,
        lines: [...now],
        mayGoOn: isDone && mayGoOn(now),
      };
    },
    look: lookNow,
    run() {
      running ??= lookOnce().finally(() => {
        running = null;
        const passed = found.kind === 'look' && mayGoOn(lines());
        if (passed) kept.change({ reached: furthest(kept.record().reached, 'folders') });
        kept.touch();
      });
      kept.touch();
      return running;
    },
    async tryWriting() {
      const look = lookNow();
      if (!look || writing.kind === 'running') return;
      writing = { kind: 'running' };
      kept.touch();
      writing = await tryWriting(desk, kept, look, stop.signal);
      kept.touch();
    },
    async removeScratch() {
      const problem = await removeLeftBehind(desk, kept, stop.signal);
      if (problem === null && found.kind === 'look') found = { ...found, look: withoutScratch(found.look) };
      kept.touch();
      return problem;
    },
    forget() {
      stop.abort();
      stop = new AbortController();
      found = { kind: 'nothing' };
      writing = { kind: 'over' };
    },
    stop: () => stop.abort(),
  };
}

const waitingLines: readonly CheckLine[] = checkId.options.map((id) => ({
  ...openLine(id),
  verdict: id === 'write-test' ? 'open' : 'running',
}));

/** What was removed is not looked for again: the last look would still list it. */
function withoutScratch(look: Omit<Look, 'plan'>): Omit<Look, 'plan'> {
  const { facts } = look.destination;
  const left = new Set(scratchLeft(facts));
  const mailboxes = facts.mailboxes.filter(({ name }) => !left.has(name));
  return { ...look, destination: { ...look.destination, facts: { ...facts, mailboxes } } };
}

const nobody: PartialLook = { source: null, destination: null };

/** The accounts' own cards show the newest numbers too. */
function noteFacts(kept: KeptMove, look: Pick<Look, 'source' | 'destination'>, now: number): void {
  const { source, destination } = kept.record();
  if (!source || !destination) return;
  kept.change({
    source: { ...source, facts: describeFacts(look.source.facts, now) },
    destination: { ...destination, facts: describeFacts(look.destination.facts, now) },
  });
}
