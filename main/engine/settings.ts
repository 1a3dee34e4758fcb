import type { MessageFlaw, Treatment } from '../../shared/model/problem.ts';
import type { PlanOptions } from '../../shared/model/plan.ts';

/** As `quick`, and in the end some whole messages, chosen at random over the whole move, are read again and compared as with `deep`. */
export interface SampleDepth {
  readonly kind: 'sample';
  /** Messages to compare; all, where there are not more. */
  readonly bodies: number;
  /** Repeats a choice; left out, it is a new one each time. */
  readonly seed?: number;
}

/** How deep the proof at the end goes. */
export type VerifyDepth = 'none' | 'quick' | 'deep' | SampleDepth;

/** What a provider allows one account; null where nothing is known. */
export interface AccountLimits {
  /** Open at one time. */
  readonly maxConnections: number | null;
  /** Bytes read from a source, or sent to a destination, in any 24 hours; already somewhat below what the provider states. */
  readonly bytesPerDay: number | null;
  /** Bytes read back from a destination, to compare, in any 24 hours. */
  readonly readBackBytesPerDay?: number | null;
  readonly maxMessageBytes?: number | null;
  /** How old a session may become before its provider ends it. Milliseconds. */
  readonly maxSessionMs?: number | null;
  /** How long to leave a server alone that asked for patience without saying how long; doubles each time. Milliseconds. */
  readonly throttleRestMs?: number | null;
}

/** Of an account nobody knows anything of. */
export const noLimits: AccountLimits = { maxConnections: null, bytesPerDay: null };

/** Everything about a run that can be chosen. */
export interface MigrationSettings {
  readonly plan: PlanOptions;
  /** Messages received earlier stay behind; milliseconds since 1970. */
  readonly since: number | null;
  /** Messages received at this moment or later stay behind; milliseconds since 1970. */
  readonly until: number | null;
  /** Messages received at this moment or later are copied first, everything else after them; milliseconds since 1970. */
  readonly recentFirst: number | null;
  /** Larger messages stay behind; bytes. */
  readonly maxSize: number | null;
  readonly verify: VerifyDepth;
  /** Mailboxes worked on side by side at most; each takes one connection per side. */
  readonly lanes: number;
  /** Message bytes held in memory at most, over all lanes; one larger message passes when nothing else is held. */
  readonly bufferBytes: number;
  /** An APPEND is sent when this much has gathered. */
  readonly batchBytes: number;
  readonly batchMessages: number;
  /** How long to wait before a message in doubt is looked for the second time: a server may finish an APPEND after its connection died. */
  readonly settleGraceMs: number;
  /** How long an APPEND under way may take once the person asked to stop. */
  readonly stopGraceMs: number;
  /** Attempts in a row without any progress before a run gives up, to be started again later. */
  readonly attempts: number;
  /** First pause between attempts; doubles up to a minute. */
  readonly retryMs: number;
  readonly limits: { readonly source: AccountLimits; readonly destination: AccountLimits };
  /** What becomes of messages that the destination refuses as they are, by what is wrong with them; those not named stay behind. */
  readonly treatments: Readonly<Partial<Record<MessageFlaw, Treatment>>>;
}

const MEGABYTE = 1024 * 1024;

export const defaultSettings: MigrationSettings = {
  plan: { include: [], exclude: [], spam: false, trash: false, decisions: {}, under: null },
  since: null,
  until: null,
  recentFirst: null,
  maxSize: null,
  verify: 'quick',
  lanes: 4,
  bufferBytes: 32 * MEGABYTE,
  batchBytes: 8 * MEGABYTE,
  batchMessages: 500,
  settleGraceMs: 1_000,
  stopGraceMs: 3_500,
  attempts: 6,
  retryMs: 500,
  limits: { source: noLimits, destination: noLimits },
  treatments: {},
};
