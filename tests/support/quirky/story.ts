import type { World } from './world.ts';

/** Lines of each server's log; all that matter, where one seed alone is played. */
const TAIL = process.env['HOMING_QUIRK_SEED'] === undefined ? 40 : 1_000;

/** What was played, for people who read of a failure. */
export interface Story {
  readonly title: string;
  readonly world: World;
  readonly runs: readonly string[];
}

/** An error with the whole story: the cause, what is unusual about the servers, how the runs ended, and what was said last. */
export function tellStory({ title, world, runs }: Story, cause: unknown): Error {
  const parts = [
    cause instanceof Error ? cause.message : String(cause),
    title,
    ...world.words,
    ...runs,
    ...world.source.log.slice(-TAIL),
    ...world.destination.log.slice(-TAIL),
  ];
  return new Error(parts.join('\n'), { cause });
}
