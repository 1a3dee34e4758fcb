/** What a sample would show. */
export interface SampleShows {
  /** So rare damage may be: one message in so many. */
  readonly oneIn: number;
  /** How likely it would be seen. Between 0 and 1. */
  readonly certainty: number;
}

const enough = 0.95;
const digits = [1, 2, 5];

/**
 * The rarest damage that a sample would show with a certainty of 95 % or more, in numbers that are easy to say. Messages are drawn
 * without putting them back, each as likely as every other one.
 * @returns null where a sample is too small to promise anything
 */
export function sampleShows(bodies: number, total: number): SampleShows | null {
  let best: SampleShows | null = null;
  for (let power = 1; power <= total; power *= 10) {
    for (const digit of digits) {
      const oneIn = digit * power;
      if (oneIn < 2 || oneIn > total) continue;
      const certainty = 1 - missed(bodies, Math.floor(total / oneIn), total);
      if (certainty < enough) return best;
      best = { oneIn, certainty };
    }
  }
  return best;
}

/** How likely none of the damaged ones is drawn (hypergeometric). */
function missed(bodies: number, damaged: number, total: number): number {
  let chance = 1;
  const [few, many] = bodies < damaged ? [bodies, damaged] : [damaged, bodies];
  for (let drawn = 0; drawn < few && chance > 1e-12; drawn++)
    chance *= Math.max(0, total - many - drawn) / (total - drawn);
  return chance;
}
