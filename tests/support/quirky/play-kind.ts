import { Draw } from './draw.ts';
import type { Kind, Role } from './kind.ts';
import { letter } from './letters.ts';
import type { Letter } from './mailbox.ts';
import { QuirkyMove, type Exit } from './move.ts';
import { readReceipt, saysAllArrived } from './receipt-reader.ts';
import { tellStory } from './story.ts';
import { Truth } from './truth.ts';
import { keyOf, openWorld, subjectOf, type Filling, type World, type WorldPlan } from './world.ts';

/** A run that does not finish is followed by another: so often. */
const RUNS = 4;
const CAPABILITIES = ['LITERAL+', 'UIDPLUS', 'MULTIAPPEND', 'NAMESPACE'];

/** How a kind alone was played. */
export interface Played {
  /** The last of the runs that knew of those before. */
  readonly last: Exit;
  /** Whether its outcome says that everything is there. */
  readonly saidAll: boolean;
  /** What is missing, for people. */
  readonly missing: readonly string[];
  /** Of it, what has nothing to do with the quirk: that of others, where it is about some messages only. */
  readonly bystanders: readonly string[];
}

/**
 * Moves a small account, where one side has one quirk: until a run finishes; once more, after new mail has come; and once more with a lost
 * journal. Rejects with the story when a run breaks a promise.
 * @param kind null for two ordinary servers
 */
export async function playKind(kind: Kind | null, role: Role, seed = 1): Promise<Played> {
  await using world = await openWorld(planOf(kind, role, new Draw(seed)));
  const move = new QuirkyMove(world, { lanes: 1, verify: 'deep', batchMessages: 5 });
  const truth = new Truth(world);
  const runs: string[] = [];
  const run = async (): Promise<Exit> => {
    truth.begin();
    const exit = await move.run();
    runs.push(`run ${String(runs.length + 1)}: ${JSON.stringify(exit)}`);
    const problems = [...truth.problems(exit, move.journal, true), ...world.source.faults, ...world.destination.faults];
    if (problems.length > 0) throw new Error(problems.map(String).join('\n'));
    return exit;
  };
  try {
    const first = await untilFinished(run);
    passTime(world);
    const last = first.outcome?.end === 'finished' ? await untilFinished(run) : first;
    const told = readReceipt(move.journal);
    const saidAll = last.outcome !== null && told !== null && saysAllArrived(last.outcome, told);
    const missing = truth.missing().map(keyOf);
    const bystanders = world.affected.size === 0 ? [] : missing.filter((key) => !world.affected.has(key));
    move.loseJournal();
    truth.loseJournal();
    await run();
    return { last, saidAll, missing: missing.map(subjectOf), bystanders: bystanders.map(subjectOf) };
  } catch (error) {
    throw tellStory({ title: `${role}: ${kind?.id ?? 'nothing unusual'}`, world, runs }, error);
  } finally {
    move.journal.close();
  }
}

async function untilFinished(run: () => Promise<Exit>): Promise<Exit> {
  let exit = await run();
  for (let left = RUNS - 1; left > 0 && exit.outcome?.end !== 'finished'; left--) exit = await run();
  return exit;
}

/** New mail comes, where the quirk has nothing of its own for the time between two runs. */
function passTime({ source }: World): void {
  const own = source.quirks.flatMap(({ betweenRuns }) => betweenRuns ?? []);
  for (const happens of own) happens(source);
  if (own.length === 0) source.mailboxes[0]?.add(letter(600));
}

function planOf(kind: Kind | null, role: Role, draw: Draw): WorldPlan {
  return {
    draw,
    kinds: {
      source: kind && role === 'source' ? [kind] : [],
      destination: kind && role === 'destination' ? [kind] : [],
    },
    fillings: [fill('INBOX', 100, 12), fill('Work', 200, 8), fill('Sent', 300, 6)],
    affected: [4, 4],
    // Mail that is there is to be recognised.
    there: new Map([['INBOX', [letter(100), letter(102)]]]),
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
