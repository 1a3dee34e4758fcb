import { accountKey, type AccountAddress, type Secret } from '../../shared/model/account.ts';
import type { MigrationEvent, MigrationOutcome } from '../../shared/model/migration-event.ts';
import type { ConnectStage } from '../../shared/model/protection.ts';
import type { AccountLedger } from '../engine/account-ledger.ts';
import type { Journal } from '../engine/journal-port.ts';
import { migrate, verifyOnly } from '../engine/migrate.ts';
import { knownMigration, outcomeSoFar } from '../engine/outcome.ts';
import { planOnly, type PlanReport } from '../engine/plan-only.ts';
import type { Clock, DestinationSession, MailAccount, SourceSession } from '../engine/ports.ts';
import type { EngineOptions } from '../engine/run.ts';
import type { MigrationSettings } from '../engine/settings.ts';
import { limitBandwidth } from './desk/bandwidth.ts';

/** What it takes to reach an account. */
export interface AccountAccess {
  readonly address: AccountAddress;
  /** Asked at each new connection, so that a token is fresh. Rejects with a MailError, or with the signal's reason. */
  readonly secret: (signal?: AbortSignal) => Promise<Secret>;
  /** Told whether the server took a token. @returns for one it did not take: whether another one is worth a try */
  readonly judged?: (secret: Secret, isTaken: boolean) => boolean;
  /** PEM of an authority to trust beside the usual ones. */
  readonly extraCa: string | null;
  /** SHA-256 of the one certificate that the server may show, in 64 hexadecimal digits; left out: the usual check decides. */
  readonly pin?: string;
  /** Told how far each new connection to the account has come. */
  readonly onStage?: (stage: ConnectStage) => void;
}

/** The adapters a move works through. */
export interface MoveDependencies {
  source(access: AccountAccess): MailAccount<SourceSession>;
  destination(access: AccountAccess): MailAccount<DestinationSession>;
  readonly clock: Clock;
}

/** One move. */
export interface MoveRequest {
  readonly from: AccountAccess;
  readonly to: AccountAccess;
  readonly settings: MigrationSettings;
  /** What is remembered of the accounts over all moves; left out: what the move's own journal remembers. */
  readonly ledger?: AccountLedger;
  /** Reads no faster from the source than this says at the time; null: as fast as it goes. */
  readonly bytesPerSecond?: () => number | null;
}

/** How a caller follows and stops what it started. */
export interface MoveControl {
  readonly signal: AbortSignal;
  onEvent(event: MigrationEvent): void;
}

/** Plans and moves. Each method rejects as its engine function does. */
export interface MoveService {
  plan(request: MoveRequest, journal: Journal, control: MoveControl): Promise<PlanReport>;
  run(request: MoveRequest, journal: Journal, control: MoveControl): Promise<MigrationOutcome>;
  /** As deep as the settings say, at least quickly. */
  verify(request: MoveRequest, journal: Journal, control: MoveControl): Promise<MigrationOutcome>;
  /** How a run stands that rejected, by what the journal knows. @param started milliseconds since 1970 */
  soFar(request: MoveRequest, journal: Journal, started: number, error: unknown): MigrationOutcome;
}

function engineOptions(
  dependencies: MoveDependencies,
  request: MoveRequest,
  journal: Journal,
  control: MoveControl,
): EngineOptions {
  const source = dependencies.source(request.from);
  const { bytesPerSecond } = request;
  return {
    source: bytesPerSecond === undefined ? source : limitBandwidth(source, bytesPerSecond, dependencies.clock),
    destination: dependencies.destination(request.to),
    ...keysOf(request),
    journal,
    ...(request.ledger && { ledger: request.ledger }),
    clock: dependencies.clock,
    settings: request.settings,
    signal: control.signal,
    onEvent: (event) => {
      control.onEvent(event);
    },
  };
}

function keysOf({ from, to }: MoveRequest): { readonly sourceKey: string; readonly destinationKey: string } {
  return { sourceKey: accountKey(from.address), destinationKey: accountKey(to.address) };
}

/** Messages the journal knows as copied in this move, so far. */
export function copiedSoFar(journal: Journal, request: MoveRequest): number {
  const move = knownMigration({ journal, ...keysOf(request) });
  const counts = move === null ? [] : journal.pairs(move).map((pair) => journal.counts(pair.id));
  return counts.reduce(
    (sum, { byStatus, alreadyThere }) =>
      sum + byStatus.copied.messages + byStatus.verified.messages - alreadyThere.messages,
    0,
  );
}

/** Makes the service over its adapters. */
export function createMoveService(dependencies: MoveDependencies): MoveService {
  return {
    plan: async (request, journal, control) => planOnly(engineOptions(dependencies, request, journal, control)),
    run: async (request, journal, control) => migrate(engineOptions(dependencies, request, journal, control)),
    verify: async (request, journal, control) => {
      const { verify } = request.settings;
      const depth = verify === 'none' ? 'quick' : verify;
      return verifyOnly(engineOptions(dependencies, request, journal, control), depth);
    },
    soFar: (request, journal, started, error) =>
      outcomeSoFar({ journal, clock: dependencies.clock, ...keysOf(request) }, started, error),
  };
}
