import type { Speed } from '../../shared/model/estimate.ts';
import type { AccountFacts } from '../../shared/model/mailbox.ts';
import { MailError, type MailErrorFacts } from './mail-error.ts';
import { specialNames } from './plan/special-names.ts';
import type { Clock, DestinationSession, OutgoingMessage, SourceSession } from './ports.ts';
import { readSamples } from './read-samples.ts';
import { nothingTried, tryAbilities, type Abilities, type Trial } from './try-abilities.ts';

/** What a rehearsal works with. */
export interface RehearsalOptions {
  readonly source: SourceSession;
  readonly destination: DestinationSession;
  readonly facts: { readonly source: AccountFacts; readonly destination: AccountFacts };
  /** Source mailbox to take samples from; it is only read. */
  readonly mailbox: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What makes the scratch mailbox's name unique: 4 to 32 of a-z and 0-9. */
  readonly random: string;
}

/** What a rehearsal found. */
export interface Rehearsal {
  /** Full name of the scratch mailbox at the destination; of the first that was left behind, if any was. */
  readonly mailbox: string;
  readonly created: boolean;
  /** Whether it is, or may be, still there; see {@link removeScratch}. */
  readonly leftBehind: boolean;
  /** Null where no message was read or stored. */
  readonly down: Speed | null;
  readonly up: Speed | null;
  /** What the destination was seen to do with names, keywords, dates and commands. */
  readonly abilities: Abilities;
  /** What went wrong first. */
  readonly problem: MailErrorFacts | null;
}

const RANDOM = /^[a-z0-9]{4,32}$/;
/** Our own scratch mailboxes, and nothing else. */
const SCRATCH = /^~?Homing test [a-z0-9]{4,32}(?: v1\.0| é日本| [!-,/:-@[-^`{-~]+)?$/u;
const MOST_MESSAGES = 20;
const MOST_BYTES = 8 * 1024 * 1024;
/** With those of tryAbilities. */
const MOST_STORED = MOST_MESSAGES + 6;

/**
 * Tries a move on a small scale: reads a few messages, stores them in a mailbox made for it, and removes that again in every case it
 * can. Problems of the servers are part of the answer. Rejects with the signal's reason, after tidying up.
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const { destination, facts, random, signal } = options;
  if (!RANDOM.test(random)) throw new Error('A scratch mailbox needs 4 to 32 characters of a-z and 0-9');
  signal.throwIfAborted();
  const problems: MailErrorFacts[] = [];
  const [samples, down] = await sample(options, problems);
  signal.throwIfAborted();
  const mailbox = `${facts.destination.namespace.prefix}Homing test ${random}`;
  const scratch = { created: false, leftBehind: false, up: null as Speed | null, abilities: nothingTried };
  const left: string[] = [];
  try {
    await noting(problems, async () => {
      // Whatever becomes of the answer, it may be there from now on.
      scratch.leftBehind = true;
      await destination.create(mailbox, null);
      scratch.created = true;
    });
    if (!scratch.created && problems.at(-1)?.outcome === 'refused') scratch.leftBehind = false;
    if (scratch.created) scratch.up = await store(options, mailbox, samples, problems);
    if (scratch.created && problems.length === 0) {
      scratch.abilities = await tryAbilities(trialOf(options, mailbox, left, problems), problems);
    }
  } finally {
    if (scratch.leftBehind && !(await removedAfterLeaving(destination, mailbox, problems))) left.unshift(mailbox);
  }
  signal.throwIfAborted();
  const [first = mailbox] = left;
  return { ...scratch, mailbox: first, leftBehind: left.length > 0, down, problem: problems[0] ?? null };
}

/** Full names of the scratch mailboxes that rehearsals left behind, killed ones included. */
export function scratchLeft({ namespace: { prefix }, mailboxes }: AccountFacts): readonly string[] {
  return mailboxes
    .filter(
      ({ name, status }) =>
        name.startsWith(prefix) &&
        SCRATCH.test(name.slice(prefix.length)) &&
        // Somebody may have begun to use one.
        (status?.messages ?? 0) <= MOST_STORED,
    )
    .map(({ name }) => name);
}

/** Removes scratch mailboxes that rehearsals left behind. @returns their names. Rejects with the first refusal. */
export async function removeScratch(destination: DestinationSession, facts: AccountFacts): Promise<readonly string[]> {
  const problems: MailErrorFacts[] = [];
  const gone: string[] = [];
  for (const name of scratchLeft(facts)) if (await removed(destination, name, problems)) gone.push(name);
  if (problems[0]) throw new MailError(problems[0]);
  return gone;
}

async function sample(
  { source, mailbox, facts, clock, signal }: RehearsalOptions,
  problems: MailErrorFacts[],
): Promise<readonly [readonly OutgoingMessage[], Speed | null]> {
  const samples: OutgoingMessage[] = [];
  const largest = Math.min(MOST_BYTES, facts.destination.appendLimit ?? MOST_BYTES);
  let speed: Speed | null = null;
  await noting(problems, async () => {
    const timed = { messages: 0, bytes: 0, seconds: 0 };
    const limits = { messages: MOST_MESSAGES, bytes: MOST_BYTES, largest };
    await readSamples({ source, mailbox, limits, clock, signal }, (message, seconds) => {
      samples.push(message);
      timed.messages += 1;
      timed.bytes += message.body.length;
      timed.seconds = seconds;
      speed = timed;
    });
  });
  return [samples, speed];
}

/** @param left told of mailboxes that could not be removed */
function trialOf(
  { destination, facts, signal }: RehearsalOptions,
  mailbox: string,
  left: string[],
  problems: MailErrorFacts[],
): Trial {
  return {
    destination,
    mailbox,
    ...facts.destination.namespace,
    names: specialNames(facts.source, facts.destination.namespace.delimiter),
    store: keepsNothing(facts.destination),
    signal,
    async remove(name) {
      if (!(await removedAfterLeaving(destination, name, problems))) left.push(name);
    },
  };
}

/** Gmail keeps the messages of a removed label: there would be no tidying up. */
function keepsNothing({ capabilities }: AccountFacts): boolean {
  return !capabilities.has('X-GM-EXT-1');
}

/** In as few commands as the destination takes, as in a move. */
async function store(
  { destination, facts, clock, signal }: RehearsalOptions,
  mailbox: string,
  samples: readonly OutgoingMessage[],
  problems: MailErrorFacts[],
): Promise<Speed | null> {
  if (!keepsNothing(facts.destination)) return null;
  const stored = { messages: 0, bytes: 0, seconds: 0 };
  const began = clock.now();
  await noting(problems, async () => {
    const together = Math.min(samples.length, destination.maxBatchMessages);
    for (let at = 0; at < samples.length && !signal.aborted; at += together) {
      const batch = samples.slice(at, at + together);
      await destination.append(mailbox, batch);
      stored.messages += batch.length;
      stored.bytes += batch.reduce((sum, { body }) => sum + body.length, 0);
      stored.seconds = (clock.now() - began) / 1000;
    }
  });
  return stored.messages === 0 ? null : stored;
}

async function removed(destination: DestinationSession, mailbox: string, problems: MailErrorFacts[]): Promise<boolean> {
  try {
    await destination.remove(mailbox);
    return true;
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    if (error.facts.kind === 'no-such-mailbox') return true;
    problems.push(error.facts);
    return false;
  }
}

/** Some servers end the connection in which a mailbox is open that is removed. */
async function removedAfterLeaving(
  destination: DestinationSession,
  mailbox: string,
  problems: MailErrorFacts[],
): Promise<boolean> {
  await noting(problems, async () => {
    await destination.open('INBOX');
  });
  return removed(destination, mailbox, problems);
}

async function noting(problems: MailErrorFacts[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    problems.push(error.facts);
  }
}
