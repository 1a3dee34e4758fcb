import { Draw } from './draw.ts';
import type { Kind, Role } from './kind.ts';
import { letter } from './letters.ts';
import type { Letter } from './mailbox.ts';
import { QuirkyMove, type Exit } from './move.ts';
import { readReceipt, saysAllArrived } from './receipt-reader.ts';
import { tellStory } from './story.ts';
import { Truth } from './truth.ts';
import { openWorld, type Filling, type WorldPlan } from './world.ts';

/** A run that does not finish is followed by another: so often. */
const RUNS = 3;
const CAPABILITIES = ['LITERAL+', 'UIDPLUS', 'MULTIAPPEND', 'NAMESPACE'];

/** How a kind alone was played. */
export interface Played {
  readonly kind: Kind;
  readonly role: Role;
  /** The last of the runs. */
  readonly last: Exit;
  /** Whether the last outcome says that everything is there. */
  readonly saidAll: boolean;
  /** Whether it is. */
  readonly isComplete: boolean;
}

/** Moves a small account, with equal messages, where one side has one quirk. Rejects with the story when a promise is broken. */
export async function playKind(kind: Kind, role: Role, seed = 1): Promise<Played> {
  const draw = new Draw(seed);
  await using world = await openWorld(planOf(kind, role, draw));
  const move = new QuirkyMove(world, { lanes: 1, verify: 'deep', batchMessages: 5 });
  const truth = new Truth(world);
  const runs: string[] = [];
  try {
    for (let run = 1; ; run++) {
      truth.begin();
      const last = await move.run();
      runs.push(`run ${String(run)}: ${JSON.stringify(last)}`);
      const problems = [
        ...truth.problems(last, move.journal, true),
        ...world.source.faults,
        ...world.destination.faults,
      ];
      if (problems.length > 0) throw new Error(problems.map(String).join('\n'));
      const isLast = run === RUNS || (last.outcome?.end === 'finished' && run > 1);
      if (isLast) {
        const told = readReceipt(move.journal);
        const saidAll = last.outcome !== null && told !== null && saysAllArrived(last.outcome, told);
        return { kind, role, last, saidAll, isComplete: truth.isComplete() };
      }
      for (const server of [world.source, world.destination])
        for (const quirk of server.quirks) quirk.betweenRuns?.(server);
    }
  } catch (error) {
    throw tellStory({ title: `${role}: ${kind.id}`, world, runs }, error);
  } finally {
    move.journal.close();
  }
}

function planOf(kind: Kind, role: Role, draw: Draw): WorldPlan {
  const kinds = { source: role === 'source' ? [kind] : [], destination: role === 'destination' ? [kind] : [] };
  return {
    draw,
    kinds,
    fillings: [fill('INBOX', 100, 12), fill('Work', 200, 8), fill('Sent', 300, 6)],
    // What the destination shows of mail that is there has to be right, too.
    there: new Map(role === 'source' ? [] : [['INBOX', [letter(100), letter(102)]]]),
    capabilities: { source: CAPABILITIES, destination: CAPABILITIES },
  };
}

/** The last two of each mailbox are equal. */
function fill(name: string, first: number, count: number): Filling {
  const letters: Letter[] = Array.from({ length: count - 1 }, (_, index) =>
    letter(first + index, { lines: 1 + (index % 4) }),
  );
  const attributes = name === 'Sent' ? [String.raw`\Sent`] : [];
  return { name, attributes, letters: [...letters, ...letters.slice(-1)] };
}
