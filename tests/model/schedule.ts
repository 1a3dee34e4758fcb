/**
 * What happens to a move, one thing a line, in the words that protocol.pml prints: what the world does (`kill`, `other x`,
 * `late-stored`, `journal-lost`), how the server answers each `append`, and between them what the move has come to.
 */
export interface Schedule {
  readonly lines: readonly string[];
}

/** What the move comes to by itself. */
const STAGES = ['run', 'opened', 'listed', 'compared', 'append', 'noted', 'pause', 'verified', 'look'] as const;
export type Stage = (typeof STAGES)[number];

/** Lines of a file; what follows a # is for readers. */
export function readSchedule(text: string): Schedule {
  const lines = text.split('\n').map((line) => line.replace(/#.*/u, '').trim());
  return { lines: lines.filter((line) => line !== '') };
}

/** The events among what spin prints of a trail. */
export function scheduleOfTrail(printed: string): Schedule {
  const events = printed.split('\n').flatMap((line) => /EV (?<event>.+)$/u.exec(line)?.groups?.['event'] ?? []);
  return { lines: events.map((event) => event.replaceAll(/\s+/gu, ' ').trim()) };
}

/**
 * Follows a schedule. The engine may do more than the model did that brought it about, since that had a part left out: what is not
 * scheduled has no line, and changes nothing.
 */
export class Follower {
  readonly #lines: readonly string[];
  #at = 0;

  constructor({ lines }: Schedule) {
    this.#lines = lines.filter((line) => !line.startsWith('mailbox'));
  }

  get isOver(): boolean {
    return this.#at >= this.#lines.length;
  }

  /** What the world does now; null while the move has the next word. */
  nextOfWorld(): string | null {
    const line = this.#lines[this.#at];
    if (line === undefined || stageOf(line)) return null;
    this.#at += 1;
    return line;
  }

  /**
   * The move has come to a stage.
   * @returns what the world does before, and the line; null where this is not scheduled
   */
  reach(stage: Stage): { readonly before: readonly string[]; readonly line: string } | null {
    for (let at = this.#at; at < this.#lines.length; at++) {
      const line = this.#lines[at] ?? '';
      const found = stageOf(line);
      if (found === stage) {
        const before = this.#lines.slice(this.#at, at).filter((one) => !stageOf(one));
        this.#at = at + 1;
        return { before, line };
      }
      // What the model came to and the engine did not is passed over at the next of these.
      const passes = stage === 'append' || stage === 'look' ? found !== 'append' && found !== 'run' : stage === 'run';
      if (found && !passes) return null;
    }
    return null;
  }
}

function stageOf(line: string): Stage | undefined {
  const [word] = line.split(' ');
  return STAGES.find((stage) => stage === word);
}
