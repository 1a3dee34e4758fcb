import type { EstimateView, RunOptions } from '../../../../shared/ipc/estimate-view.ts';
import type { Speed } from '../../../../shared/model/estimate.ts';
import type { MigrationPlan } from '../../../../shared/model/plan.ts';
import type { Side } from '../../../../shared/model/problem.ts';
import type { ProviderCard } from '../../../../shared/model/provider.ts';
import type { MoveRecord } from '../move-record.ts';
import { counted, shown } from '../shown.ts';

/** What an estimate is made of. */
export interface EstimateInput {
  /** What is to be moved. */
  readonly plan: Pick<MigrationPlan, 'messages' | 'bytes'>;
  /** The last write test, null when there was none. */
  readonly rehearsal: Pick<NonNullable<MoveRecord['rehearsal']>, 'down' | 'up'> | null;
  readonly options: RunOptions;
  /** Mailboxes worked on side by side at most. */
  readonly lanes: number;
  /** What the directory knows of the providers. */
  readonly source: Pick<ProviderCard, 'name' | 'limits'> | null;
  readonly destination: Pick<ProviderCard, 'name' | 'limits'> | null;
}

/** How long the move will take, with everything it is based on. */
export function estimateView(input: EstimateInput): EstimateView {
  const { plan, rehearsal } = input;
  return {
    estimate: { kind: 'unknown' },
    messages: counted(plan.messages),
    bytes: plan.bytes === null ? null : counted(plan.bytes),
    down: speedView(rehearsal?.down ?? null),
    up: speedView(rehearsal?.up ?? null),
    limits: [...limitView('source', input.source), ...limitView('destination', input.destination)],
  };
}

function speedView(speed: Speed | null): EstimateView['down'] {
  return (
    speed && { messages: counted(speed.messages), bytes: counted(speed.bytes), seconds: Math.max(0, speed.seconds) }
  );
}

/** The old provider limits what is read from it, the new one what is put there. */
function limitView(side: Side, provider: EstimateInput['source']): EstimateView['limits'] {
  const limit = provider?.limits[side === 'source' ? 'downloadBytesPerDay' : 'uploadBytesPerDay'];
  if (!provider || !limit) return [];
  const { value, source, confirmed } = limit;
  return [{ side, provider: shown(provider.name), bytesPerDay: counted(value), source: shown(source, 300), confirmed }];
}
