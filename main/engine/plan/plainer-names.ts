import type { AccountFacts } from '../../../shared/model/mailbox.ts';
import { DestinationNames } from './destination-names.ts';
import { fitComponent } from './mailbox-name.ts';
import { cautiousLimits, limitsOf } from './name-limits.ts';
import { plainComponent } from './plain-name.ts';

/** A mailbox at the destination that something is sent to. */
export interface PlannedName {
  readonly name: string;
  /** Whether it has been opened: then it keeps its name. */
  readonly isMade: boolean;
}

/** Makes a component plainer. @param level 0 for the first one below the prefix */
interface Plainness {
  fit(component: string, level: number): string;
  /** What is behind a name that another one has. */
  numbered(name: string, number: number): string;
}

/**
 * Other names for the moment when a server refuses one that the plan thought it would take: first without the characters that some server or
 * other has reasons to refuse, then in plain letters and digits. What is below a renamed part goes along, unless it is made; a part that is
 * there stays. The same names give the same answer always, also when an earlier run made them.
 * @param planned all mailboxes that something is sent to, the refused one among them
 * @returns by their names those that get another one; null when there is nothing plainer
 */
export function plainerNames(
  refused: string,
  destination: AccountFacts,
  planned: readonly PlannedName[],
): ReadonlyMap<string, string> | null {
  const rules = { delimiter: destination.namespace.delimiter, limits: cautiousLimits(limitsOf(destination)) };
  const cautious: Plainness = {
    fit: (component, level) => fitComponent(component, level === 0, rules).name,
    numbered: (name, number) => `${name} (${String(number)})`,
  };
  const plain: Plainness = { fit: plainComponent, numbered: (name, number) => `${name}-${String(number)}` };
  for (const plainness of [cautious, plain]) {
    const renaming = new Renaming(destination, planned);
    const name = renaming.make(refused, plainness);
    if (name !== refused) return renaming.changes();
  }
  return null;
}

/** Names in the course of being changed. */
class Renaming {
  readonly #destination: AccountFacts;
  readonly #delimiter: string;
  /** Each planned name with what it is now. */
  readonly #now: Map<string, string>;
  readonly #made: ReadonlySet<string>;

  constructor(destination: AccountFacts, planned: readonly PlannedName[]) {
    this.#destination = destination;
    this.#delimiter = destination.namespace.delimiter ?? '';
    this.#now = new Map(planned.map(({ name }) => [name, name]));
    this.#made = new Set(planned.filter(({ isMade }) => isMade).map(({ name }) => name));
  }

  changes(): ReadonlyMap<string, string> {
    return new Map([...this.#now].filter(([before, now]) => before !== now));
  }

  /** Makes a name plainer part by part, from the top, each with all that is below it. */
  make(refused: string, plainness: Plainness): string {
    const { prefix } = this.#destination.namespace;
    const start = prefix !== '' && refused.startsWith(prefix) ? prefix : '';
    const parts = this.#apart(refused.slice(start.length));
    const there = this.#partsThere(start, parts);
    let above = start + parts.slice(0, there).join(this.#delimiter);
    for (const [index, part] of parts.slice(there).entries()) {
      const below = above === start ? above : above + this.#delimiter;
      const wish = below + plainness.fit(part, there + index);
      above = below + part === wish ? wish : this.#move(below + part, wish, plainness);
    }
    return above;
  }

  #apart(name: string): readonly string[] {
    return this.#delimiter === '' ? [name] : name.split(this.#delimiter);
  }

  /** How many of a name's parts are there already, but for the last one. */
  #partsThere(start: string, parts: readonly string[]): number {
    const there = new Set([...this.#made, ...this.#destination.mailboxes.map(({ name }) => name)]);
    for (let count = parts.length - 1; count > 0; count -= 1) {
      if (there.has(start + parts.slice(0, count).join(this.#delimiter))) return count;
    }
    return 0;
  }

  /** Sends a mailbox and what is below it elsewhere, to a name that belongs to nobody else. */
  #move(from: string, wish: string, plainness: Plainness): string {
    const isBelow = (name: string): boolean =>
      name === from || (this.#delimiter !== '' && name.startsWith(from + this.#delimiter));
    const names = new DestinationNames(this.#destination);
    for (const now of this.#now.values()) if (!isBelow(now)) names.take(now);
    let to = names.available(wish);
    for (let number = 2; to === null; number += 1) to = names.available(plainness.numbered(wish, number));
    for (const [before, now] of this.#now) {
      if (isBelow(now) && !this.#made.has(before)) this.#now.set(before, to + now.slice(from.length));
    }
    return to;
  }
}
