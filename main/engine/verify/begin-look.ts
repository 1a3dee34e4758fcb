import type { Prepared } from '../inspect.ts';
import type { JournalPair } from '../journal-port.ts';
import { chooseSample, type Sample } from './choose-sample.ts';
import { Round } from './round.ts';

/** Begins a look at everything that arrived. */
export function beginLook({ run, pairs }: Prepared): Round {
  const what = run.settings.verify === 'deep' ? 'compared' : 'identified';
  const sizes = pairs.map(({ id }) => {
    const { copied, verified } = run.journal.counts(id).byStatus;
    return [id, copied.messages + verified.messages] as const;
  });
  return new Round(what, new Map(sizes), (event) => run.onEvent(event));
}

/** Begins to compare the sample that the settings ask for; null where they ask for none, or nothing is there to be compared. */
export async function beginSample({ run, pairs }: Prepared): Promise<{
  readonly pairs: readonly JournalPair[];
  readonly round: Round;
  readonly sample: Sample;
} | null> {
  const { verify } = run.settings;
  if (typeof verify === 'string') return null;
  const ids = pairs.map(({ id }) => id);
  const sample = await chooseSample(run.journal, ids, verify);
  if (sample.size === 0) return null;
  const sizes = new Map([...sample].map(([id, uids]) => [id, uids.length]));
  const round = new Round('compared', sizes, (event) => run.onEvent(event));
  return { pairs: pairs.filter(({ id }) => sample.has(id)), round, sample };
}
