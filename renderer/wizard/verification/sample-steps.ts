/** Sizes of samples that people can choose among: numbers that are easy to say. */
const round = [20, 50, 100, 200, 300, 500];
/** What is chosen to begin with: enough to show one damaged message in a hundred. */
const usual = 300;

/** How many messages can be compared, from few to all of them. One step where there are so few that all are compared anyway. */
export function sampleSteps(total: number): readonly number[] {
  const steps = [...round];
  for (let power = 1_000; power < total; power *= 10) steps.push(power, 2 * power, 5 * power);
  return [...steps.filter((size) => size < total), total];
}

/** The step to begin with. @param last what was asked for last; null before */
export function firstStep(steps: readonly number[], last: number | null): number {
  const wanted = last ?? usual;
  const place = steps.findIndex((size) => size >= wanted);
  return place < 0 ? steps.length - 1 : place;
}
