import type { IndependenceView } from '../../../../shared/ipc/independence-view.ts';
import type { ProblemView } from '../../../../shared/ipc/problem-view.ts';
import type { AccountAddress } from '../../../../shared/model/account.ts';
import type { AccountFacts } from '../../../../shared/model/mailbox.ts';
import type { MigrationPlan } from '../../../../shared/model/plan.ts';
import type { Protection } from '../../../../shared/model/protection.ts';
import type { PlanReport } from '../../../engine/plan-only.ts';
import type { RecentCounts } from '../looking/count-recent.ts';
import type { MoveRecord } from '../move-record.ts';

/** What a look into one account found. */
export interface AccountLook {
  readonly address: AccountAddress;
  /** Id in the directory, null for a server nobody listed. */
  readonly provider: string | null;
  readonly facts: AccountFacts;
  /** Null where there is no wire to protect. */
  readonly protection: Protection | null;
  readonly pingMs: number;
}

/** How large a message a provider is known to take. */
export interface KnownLimit {
  readonly bytes: number;
  /** Its name. */
  readonly provider: string;
  /** Where that was read. */
  readonly source: string;
}

/** What a look into both accounts found, and what would be moved. */
export interface Look {
  readonly source: AccountLook;
  readonly destination: AccountLook;
  readonly plan: MigrationPlan;
  /** Null where it could not be looked for. */
  readonly independence: IndependenceView | null;
  /** How many messages came in the last days, where there was time to ask. */
  readonly recent: RecentCounts;
  /** What is known of the destination's provider, where its server tells no limit; left out where nobody looked. */
  readonly knownLimit?: KnownLimit | null;
  /** Messages over the destination's limit, told or known; null while the messages were not listed. */
  readonly tooBig: PlanReport['tooBig'] | null;
}

/** What is known of the write test. `over`: nothing is under way, the record says how it went. */
export type WriteTest =
  { readonly kind: 'over' } | { readonly kind: 'running' } | { readonly kind: 'failed'; readonly problem: ProblemView };

/** What the person and earlier tests left in the record of a move. */
export type ChecksRecord = Pick<MoveRecord, 'acknowledged' | 'rehearsal'>;

/** What was found before one of the sides could not be reached. */
export interface PartialLook {
  readonly source: AccountLook | null;
  readonly destination: AccountLook | null;
}
