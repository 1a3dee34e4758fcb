import type { EstimateView, RunOptions } from '../../../../shared/ipc/estimate-view.ts';
import type { Estimate, Speed } from '../../../../shared/model/estimate.ts';
import type { Amount, MigrationPlan } from '../../../../shared/model/plan.ts';
import type { Side } from '../../../../shared/model/problem.ts';
import type { ProviderCard } from '../../../../shared/model/provider.ts';
import { estimate } from '../../../engine/plan/estimate.ts';
import { budgetOf } from '../../provider-limits.ts';
import type { MoveRecord } from '../move-record.ts';
import type { RecentAmount } from './recent-amount.ts';
import { counted, shown } from '../shown.ts';

/** Messages whose numbers, sizes and dates come in a second from a slow server, over one connection. */
const LISTED_A_SECOND = 1_000;

/** What the directory knows of a provider; its card will do, and its whole entry. */
export type LimitedProvider = Pick<ProviderCard, 'name'> & Partial<Pick<ProviderCard, 'limits'>>;

/** What an estimate is made of. */
export interface EstimateInput {
  /** What is to be moved. */
  readonly plan: Pick<MigrationPlan, 'messages' | 'bytes'>;
  /** How much of it is recent; null where that is not known. */
  readonly recent: RecentAmount | null;
  /** The last write test, null when there was none. */
  readonly rehearsal: Pick<NonNullable<MoveRecord['rehearsal']>, 'down' | 'up'> | null;
  readonly options: RunOptions;
  /** Mailboxes worked on side by side at most. */
  readonly lanes: number;
  /** Null where the server is nobody's the directory knows. */
  readonly source: LimitedProvider | null;
  readonly destination: LimitedProvider | null;
}

/** How long the move will take, with everything it is based on. */
export function estimateView(input: EstimateInput): EstimateView {
  const { plan, rehearsal, options, lanes } = input;
  const limits = [...limitView('source', input.source), ...limitView('destination', input.destination)];
  const perDay = (side: Side): number | null => {
    const stated = limits.find((limit) => limit.side === side)?.bytesPerDay;
    return stated === undefined ? null : budgetOf(stated);
  };
  const expect = ({ messages, bytes }: Amount): Estimate => {
    const expected = estimate({
      messages,
      bytes,
      down: rehearsal?.down ?? null,
      up: rehearsal?.up ?? null,
      lanes,
      downloadBytesPerDay: perDay('source'),
      uploadBytesPerDay: perDay('destination'),
      hoursPerDay: options.hoursPerDay,
    });
    return slowedDown(expected, bytes, options);
  };
  const whole = expect(plan);
  return {
    estimate: whole,
    messages: counted(plan.messages),
    bytes: plan.bytes === null ? null : counted(plan.bytes),
    down: speedView(rehearsal?.down ?? null),
    up: speedView(rehearsal?.up ?? null),
    limits,
    recent: input.recent && recentView(input.recent, plan.messages, whole, expect),
  };
}

/** When recent mail is there that goes first: all messages have to be listed before it, but none to be verified. */
function recentView(
  { least, most }: RecentAmount,
  messages: number,
  whole: Estimate,
  expect: (amount: Amount) => Estimate,
): EstimateView['recent'] {
  const [soonest, latest] = [expect(least), expect(most)];
  const isKnown = soonest.kind === 'range' && latest.kind === 'range' && whole.kind === 'range';
  return {
    messages: counted(least.messages),
    bytes: least.bytes === null ? null : counted(least.bytes),
    isComplete: least.messages === most.messages,
    usableAfter: isKnown
      ? {
          fromSeconds: Math.min(least.messages === 0 ? 0 : soonest.fromSeconds, whole.fromSeconds),
          toSeconds: Math.min(latest.toSeconds + messages / LISTED_A_SECOND, whole.toSeconds),
        }
      : null,
  };
}

/** No end is earlier than the bandwidth the person chose allows, in the hours the computer is on. */
function slowedDown(expected: Estimate, bytes: number | null, { bytesPerSecond, hoursPerDay }: RunOptions): Estimate {
  if (expected.kind === 'unknown' || bytes === null || bytesPerSecond === null) return expected;
  const busy = bytes / bytesPerSecond;
  const nights = Math.max(0, Math.ceil(busy / (hoursPerDay * 3600)) - 1);
  const least = busy + nights * (24 - hoursPerDay) * 3600;
  const { fromSeconds, toSeconds } = expected;
  return {
    ...expected,
    fromSeconds: Math.max(fromSeconds, least),
    // Begun in the evening, it takes a night more.
    toSeconds: Math.max(toSeconds, least + (nights > 0 ? (24 - hoursPerDay) * 3600 : 0)),
    ...(least > fromSeconds ? { boundBy: 'speed' } : {}),
  };
}

function speedView(speed: Speed | null): EstimateView['down'] {
  return (
    speed && { messages: counted(speed.messages), bytes: counted(speed.bytes), seconds: Math.max(0, speed.seconds) }
  );
}

/** The old provider limits what is read from it, the new one what is put there. */
function limitView(side: Side, provider: LimitedProvider | null): EstimateView['limits'] {
  const limit = provider?.limits?.[side === 'source' ? 'downloadBytesPerDay' : 'uploadBytesPerDay'];
  if (!provider || !limit) return [];
  const { value, source, confirmed } = limit;
  return [{ side, provider: shown(provider.name), bytesPerDay: counted(value), source: shown(source, 300), confirmed }];
}
