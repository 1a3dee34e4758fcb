import type { MigrationSettings } from '../../../main/engine/settings.ts';
import { Draw } from './draw.ts';
import { drawWorld } from './draw-world.ts';
import { letter } from './letters.ts';
import { QuirkyMove, type Death, type Exit } from './move.ts';
import { tellStory } from './story.ts';
import { Truth } from './truth.ts';
import { openWorld, type World } from './world.ts';

/**
 * Plays the world of a seed: up to three runs between two servers with drawn quirks, some of which are stopped or killed, some of which
 * begin with a lost journal. Rejects with the whole story when a run breaks a promise. @returns how the runs ended
 */
export async function playSeed(seed: number): Promise<readonly Exit[]> {
  const draw = new Draw(seed);
  await using world = await openWorld(drawWorld(draw));
  const settings = drawSettings(draw);
  const move = new QuirkyMove(world, settings);
  const truth = new Truth(world);
  const runs: string[] = [`settings ${JSON.stringify(settings)}`];
  const exits: Exit[] = [];
  try {
    const count = draw.between(1, 3);
    for (let run = 1; run <= count; run++) {
      const death = run < count && draw.chance(0.6) ? drawDeath(draw) : null;
      truth.begin();
      const exit = await move.run(death);
      exits.push(exit);
      runs.push(describeExit(run, death, exit));
      const problems = [
        ...truth.problems(exit, move.journal, settings.verify === 'deep'),
        ...world.source.faults,
        ...world.destination.faults,
      ];
      if (problems.length > 0) throw new Error(problems.map(String).join('\n'));
      if (run < count) runs.push(...between(draw, { world, move, truth }));
    }
    return exits;
  } catch (error) {
    throw tellStory(
      {
        title: `repeat it: HOMING_QUIRK_SEED=${String(seed)} npx vitest run tests/truth/property.test.ts`,
        world,
        runs,
      },
      error,
    );
  } finally {
    move.journal.close();
  }
}

function drawSettings(draw: Draw): Partial<MigrationSettings> {
  return {
    lanes: draw.chance(0.75) ? 1 : draw.between(2, 3),
    verify: draw.chance(0.5) ? 'deep' : draw.chance(0.8) ? 'quick' : 'none',
    batchMessages: draw.chance(0.5) ? draw.between(1, 6) : 500,
    batchBytes: draw.chance(0.3) ? draw.between(500, 4_000) : 8_000_000,
  };
}

function drawDeath(draw: Draw): Death {
  return { at: draw.between(3, draw.chance(0.3) ? 120 : 45), how: draw.chance(0.5) ? 'kill' : 'stop' };
}

/** What is at work in all runs of a seed. */
interface Played {
  readonly world: World;
  readonly move: QuirkyMove;
  readonly truth: Truth;
}

/** What happens between two runs. @returns it, in words */
function between(draw: Draw, { world, move, truth }: Played): readonly string[] {
  const happened: string[] = [];
  const own = world.source.quirks.flatMap(({ betweenRuns }) => betweenRuns ?? []);
  for (const happens of own) happens(world.source);
  if (draw.chance(0.25)) {
    move.loseJournal();
    truth.loseJournal();
    happened.push('the journal is lost');
  }
  if (draw.chance(0.3) && own.length === 0) {
    const mailbox = draw.pick(world.source.mailboxes);
    for (let number = draw.between(1, 3); number > 0; number--) mailbox.add(letter(draw.between(600_000, 699_999)));
    happened.push(`new mail in ${mailbox.name} of the source`);
  }
  return happened;
}

function describeExit(
  run: number,
  death: Death | null,
  { outcome, refusal, died, milliseconds, commands }: Exit,
): string {
  const planned =
    death === null
      ? ''
      : `, ${died ? '' : 'not '}${death.how === 'kill' ? 'killed' : 'stopped'} at command ${String(death.at)}`;
  const end = outcome
    ? JSON.stringify(outcome)
    : (refusal?.message ?? 'no outcome') + JSON.stringify(refusal?.facts ?? null);
  return `run ${String(run)}${planned}, ${String(commands)} commands, ${milliseconds.toFixed(0)} ms: ${end}`;
}
