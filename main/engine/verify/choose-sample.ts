import type { Journal } from '../journal-port.ts';
import type { SampleDepth } from '../settings.ts';
import { seededRandom, type Random } from './random.ts';

const PAGE = 2_000;

/** UIDs to compare, ascending, by pair; pairs of which none was chosen are left out. */
export type Sample = ReadonlyMap<number, readonly number[]>;

/**
 * Chooses verified messages at random over all pairs: each message is as likely as every other one, and each pair gives its share of
 * the sample, up to rounding. So many as asked for, or all where there are not more.
 */
export async function chooseSample(
  journal: Pick<Journal, 'counts' | 'messages'>,
  pairs: readonly number[],
  { bodies, seed }: SampleDepth,
): Promise<Sample> {
  const random = seededRandom(seed);
  // In no order that damage could follow: rounding goes from one pair to the next.
  const mixed = shuffled(pairs, random);
  const sizes = mixed.map((pair) => journal.counts(pair).byStatus.verified.messages);
  const shares = shareOut(bodies, sizes, random());
  const sample = new Map<number, readonly number[]>();
  for (const [place, pair] of mixed.entries()) {
    const chosen = await chooseOf(journal, pair, { share: shares[place] ?? 0, size: sizes[place] ?? 0, random });
    if (chosen.length > 0) sample.set(pair, chosen);
  }
  return sample;
}

/** Each order as likely as the others. */
function shuffled(pairs: readonly number[], random: Random): readonly number[] {
  const drawn = pairs.map((pair) => ({ pair, lot: random() }));
  return drawn.toSorted((one, other) => one.lot - other.lot).map(({ pair }) => pair);
}

/**
 * How many of each: its share rounded up or down, so that the sum is right. Where the rounding begins is left to chance; else small
 * mailboxes would never be looked into.
 * @param start from 0 up to, but not including, 1
 */
export function shareOut(wanted: number, sizes: readonly number[], start: number): readonly number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  if (all === 0) return sizes.map(() => 0);
  const bodies = Math.min(wanted, all);
  let before = 0;
  return sizes.map((size) => {
    const from = Math.floor((bodies * before) / all + start);
    before += size;
    return Math.min(size, Math.floor((bodies * before) / all + start) - from);
  });
}

/** So many of a pair's messages, each as likely as the others, in one passage through them (Knuth 3.4.2, algorithm S). */
async function chooseOf(
  journal: Pick<Journal, 'messages'>,
  pair: number,
  { share, size, random }: { readonly share: number; readonly size: number; readonly random: Random },
): Promise<number[]> {
  const chosen: number[] = [];
  let left = size;
  for (let after = 0; chosen.length < share;) {
    const page = journal.messages(pair, 'verified', after, PAGE);
    const last = page.at(-1);
    if (!last) break;
    after = last.uid;
    for (const { uid } of page) if (random() * left-- < share - chosen.length) chosen.push(uid);
    // A journal of a million messages must not hold everything else up.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return chosen;
}
