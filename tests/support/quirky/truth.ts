import type { Journal, JournalPair } from '../../../main/engine/journal-port.ts';
import { encodeModifiedUtf7 } from '../../../shared/modified-utf7.ts';
import { countOf, list, type Counts } from './counts.ts';
import type { Held, QuirkyMailbox } from './mailbox.ts';
import type { Exit } from './move.ts';
import { isCalled, isNamed, unnamed } from './named.ts';
import { readReceipt, saysAllArrived, type Told } from './receipt-reader.ts';
import { isNew, isRecognisable } from './recognisable.ts';
import { keyOf, subjectOf, type World } from './world.ts';

/** What both servers hold, seen from above: nothing here asks the product, but for what it claims. */
export class Truth {
  readonly #world: World;
  /** Names of destination mailboxes, and what they held before anything was moved. */
  readonly #before = new Map<string, Counts>();
  /** The most that the source has ever held. */
  readonly #ever = new Map<QuirkyMailbox, Counts>();
  /** Source mailboxes by the destination mailboxes they were ever meant for. */
  readonly #meantFor = new Map<string, Set<QuirkyMailbox>>();
  readonly #flags = new Map<Held, readonly string[]>();
  #journalLost = false;
  #atStart = new Map<QuirkyMailbox, ReadonlySet<Held>>();

  constructor(world: World) {
    this.#world = world;
    for (const { name, messages } of world.destination.mailboxes) this.#before.set(name, countOf(messages));
  }

  /** Before each run. */
  begin(): void {
    this.#look();
    this.#atStart = new Map(this.#world.source.mailboxes.map((mailbox) => [mailbox, new Set(mailbox.messages)]));
  }

  /** From here on, what the destination has made another message of is a message like any other. */
  loseJournal(): void {
    this.#journalLost = true;
  }

  /** What a run broke of its promises; empty when it kept them. @param exact whether every message was read again */
  problems(exit: Exit, journal: Journal, exact: boolean): readonly string[] {
    this.#look();
    const { outcome, refusal } = exit;
    const told = outcome === null ? null : readReceipt(journal);
    this.#note(journal.migrations().flatMap(({ id }) => journal.pairs(id)));
    const problems = [...this.#doubles(), ...this.#changesAtSource()];
    if (outcome && outcome.end !== 'finished' && !exit.died && (outcome.reason === null || outcome.side === null))
      problems.push(`ended ${outcome.end} without a reason or a side`);
    if (outcome?.end === 'finished' && outcome.waiting > 0)
      problems.push(`finished, and ${String(outcome.waiting)} messages wait`);
    if (refusal && refusal.facts.side === undefined) problems.push('could not begin, and does not say at which side');
    if (outcome?.end === 'finished' && told) problems.push(...this.#losses(told, saysAllArrived(outcome, told), exact));
    return problems;
  }

  /** What is at the source and not at the destination, whatever is said of it. */
  missing(): readonly Held[] {
    return [...this.#atStart.keys()].flatMap((mailbox) => this.#missing(mailbox, ({ sent }) => sent));
  }

  #look(): void {
    for (const mailbox of this.#world.source.mailboxes) {
      const ever = this.#ever.get(mailbox) ?? new Map<string, number>();
      for (const [key, count] of countOf(mailbox.messages)) ever.set(key, Math.max(count, ever.get(key) ?? 0));
      this.#ever.set(mailbox, ever);
      for (const message of mailbox.messages) if (!this.#flags.has(message)) this.#flags.set(message, message.flags);
    }
  }

  #note(pairs: readonly JournalPair[]): void {
    for (const pair of pairs) {
      const mailbox = [...this.#ever.keys()].find((one) => isCalled(one, pair.source));
      if (!mailbox) continue;
      const name = encodeModifiedUtf7(pair.destination);
      this.#meantFor.set(name, (this.#meantFor.get(name) ?? new Set()).add(mailbox));
    }
  }

  /** No message is at the destination more often than it was there before, or is at the source. */
  #doubles(): string[] {
    return this.#world.destination.mailboxes.flatMap(({ name, messages }) => {
      const sources = [...(this.#meantFor.get(name) ?? [])];
      const known = messages.filter((message) => isRecognisable(message, this.#journalLost));
      return [...countOf(known)].flatMap(([key, count]) => {
        const atSource = sources.reduce((sum, mailbox) => sum + (this.#ever.get(mailbox)?.get(key) ?? 0), 0);
        const before = this.#before.get(name)?.get(key) ?? 0;
        const rightly = Math.max(atSource, before, isNew(key) ? 1 : 0);
        if (count <= rightly) return [];
        const what = atSource + before === 0 ? 'MADE UP' : 'DOUBLED';
        const counts = `${String(count)} times, at the source ${String(atSource)}, there before ${String(before)}`;
        return [`${what} in ${name}: ${subjectOf(key)} is there ${counts}`];
      });
    });
  }

  #changesAtSource(): string[] {
    const { source } = this.#world;
    const changed = [...this.#flags].filter(([message, flags]) => message.flags !== flags);
    return [
      ...source.writes.map((line) => `the source was sent ${line}`),
      ...changed.map(([message]) => `the source's flags changed: ${subjectOf(keyOf(message))}`),
    ];
  }

  #losses(told: Told, saidAll: boolean, exact: boolean): string[] {
    return [...this.#atStart.keys()].flatMap((mailbox) => {
      if (!this.#world.source.mailboxes.includes(mailbox)) return [];
      const lost = this.#missing(mailbox, ({ sent }) => sent);
      const arrived = new Set(lost);
      const altered = exact
        ? this.#missing(mailbox, ({ body }) => body).filter((message) => !arrived.has(message))
        : [];
      const problems: string[] = [];
      if (saidAll && lost.length > 0)
        problems.push(`LOST in ${mailbox.name}, though all is said to have arrived: ${list(lost)}`);
      else problems.push(...unnamed(mailbox, lost, told));
      const silently = altered.filter((message) => !isNamed(told, mailbox, message));
      if (silently.length > 0) problems.push(`ALTERED without a word in ${mailbox.name}: ${list(silently)}`);
      return problems;
    });
  }

  /** Messages that were at the source all the time of the run and are not at the destination, each once for each time it is missing. */
  #missing(mailbox: QuirkyMailbox, what: (message: Held) => Buffer): readonly Held[] {
    const here = new Set(mailbox.messages);
    const wanted = [...(this.#atStart.get(mailbox) ?? [])].filter((message) => here.has(message));
    const names = [...this.#meantFor].filter(([, sources]) => sources.has(mailbox)).map(([name]) => name);
    const free: Counts = new Map();
    for (const name of names) {
      for (const message of this.#world.destination.find(name)?.messages ?? []) {
        const key = what(message).toString('latin1');
        free.set(key, (free.get(key) ?? 0) + 1);
      }
    }
    return wanted.filter((message) => {
      const left = free.get(keyOf(message)) ?? 0;
      free.set(keyOf(message), left - 1);
      return left <= 0;
    });
  }
}
