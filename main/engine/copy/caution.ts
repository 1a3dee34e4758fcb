import type { MessageProblem, Side } from '../../../shared/model/problem.ts';
import type { MailErrorFacts } from '../mail-error.ts';
import { SMALLEST_BATCH } from './batch-size.ts';
import { IN_A_ROW, type Run } from '../run.ts';

const MANY_PER_FETCH = 2_000;
/** By how much more is asked for in one command after one that was answered. */
const GROWTH = 50;
/** By how much a batch is cut that killed the connection. */
const CUT = 16;

/** How often one message may be the only one under way when the connection dies, before it is blamed. */
const LOSSES = 3;
/** The same for a message of some size where nobody says a word: links break by chance, and a large message meets that more often. */
const LOSSES_WHEN_LARGE = 5;
/** The same, where each time takes the whole patience with a silent server. */
const SILENCES = 2;
/** Large messages blamed: then larger ones get a single try. */
const MANY_LARGE = 4;
/** Of messages blamed in a row, a large one counts so much: over a poor link, many of them may be in a row. */
const WEIGHT_OF_LARGE = 0.25;
/** Fresh connections for the sake of messages that are listed and not handed over, in one mailbox. */
const FRESH_TRIES = 3;

/** What is, or was, asked for or sent with one command. */
interface Underway {
  readonly uids: readonly number[];
  readonly bytes: number;
}

/** The same, of one message. */
interface Alone {
  readonly uid: number;
  readonly bytes: number;
}

const NOTHING: Underway = { uids: [], bytes: 0 };

/** A message that is given up on, once it is known that it did not arrive after all. */
export interface Condemned {
  readonly facts: MailErrorFacts;
  /** Whether it is so large that its size may be the reason. */
  readonly isLarge: boolean;
  /** Whether the server said why, each time the same: then the message is at fault, not the way there. */
  readonly isSaidWhy: boolean;
  readonly side: Side;
}

/** What a lost connection taught. */
export interface Lesson {
  /** Whether less is under way the next time, or a message was found: a step forward. */
  readonly isStep: boolean;
  /** Whether it is the server, or the way there, and no message. */
  readonly isServer: boolean;
}

/** What caution needs to know of its run. */
type Occasion = Pick<Run, 'learned' | 'settings'>;

/**
 * Remembers what was under way when a connection died, so that one message that kills every connection
 * ("BYE Invalid character in literal") is found and set aside instead of being tried for ever.
 */
export class Caution {
  perFetch = MANY_PER_FETCH;
  perAppend = Number.POSITIVE_INFINITY;
  readonly #run: Occasion;
  #asked = NOTHING;
  #underway = NOTHING;
  readonly #losses = new Map<number, { times: number; readonly words: Set<string> }>();
  /** Sizes of large messages that were blamed. */
  readonly #tooLarge: number[] = [];
  /** Messages whose COPY kills every connection: they are uploaded instead. */
  readonly notByCopy = new Set<number>();
  #copying = false;
  /** Messages to give up on. */
  readonly condemned = new Map<number, Condemned>();
  /** Messages whose header lines were asked for: that may break the connection, too. */
  readonly named = new Set<number>();
  /** Messages that are not asked for, or sent, any more: each time that killed the connection. */
  readonly blamed = new Set<number>();
  /** Messages of the source that it lists and did not hand over on one connection. */
  readonly #unread = new Set<number>();
  /** Large messages that were refused and may be taken with fewer flags or another date; see append-large.ts. */
  readonly plainer = new Set<number>();
  /** Whether the server refused to hand anything over, and was left alone for a while: the next time it may be single messages. */
  waitedOut = false;
  /** Whether a fresh connection was made for these: what does not come then will not come. */
  triedAfresh = false;

  constructor(run: Occasion) {
    this.#run = run;
  }

  /** These messages, of so many bytes, are about to be fetched in one command. */
  asking(uids: readonly number[], bytes = 0): void {
    this.#asked = { uids, bytes };
  }

  /** The last FETCH was answered. */
  answered(): void {
    this.#asked = NOTHING;
    this.#run.learned.blamedInARow.source = 0;
    this.perFetch = Math.min(MANY_PER_FETCH, this.perFetch * GROWTH);
  }

  /** Whether a message that was not handed over is worth a fresh connection: each once, and not too many. */
  mayAskAfresh(uid: number): boolean {
    if (this.#unread.has(uid) || this.#unread.size >= FRESH_TRIES) return false;
    this.#unread.add(uid);
    return true;
  }

  /** These messages, of so many bytes, are about to be appended, or copied. */
  sending(uids: readonly number[], bytes: number, by: 'append' | 'copy' = 'append'): void {
    this.#underway = { uids, bytes };
    this.#copying = by === 'copy';
  }

  /** The last batch was answered: the danger is behind it. */
  sent(): void {
    this.#underway = NOTHING;
    this.#run.learned.blamedInARow.destination = 0;
    this.perAppend = Math.min(Number.POSITIVE_INFINITY, this.perAppend * 2);
  }

  /** A connection died, or a server would not. */
  lost(facts: MailErrorFacts): Lesson {
    const { uids, bytes } = this.#underway;
    this.#underway = NOTHING;
    const [uid] = uids;
    if (this.#copying && uid !== undefined && uids.length === 1) this.notByCopy.add(uid);
    else if (uid !== undefined) {
      const most = this.perAppend;
      this.perAppend = Math.max(1, Math.floor(uids.length / CUT));
      // A large message is read while it is sent: either connection may have died of it.
      const side = facts.side === 'source' ? 'source' : 'destination';
      return this.#blame(aloneOf({ uids, bytes }), side, facts, this.perAppend < Math.min(most, uids.length));
    }
    if (uid !== undefined || facts.side === 'destination') return NO_LESSON;
    // Nothing was being appended, so fetching broke it. What had come is dealt with: the first one left is asked for alone, to see whether
    // it is to blame.
    const asked = this.#asked;
    const isNarrower = asked.uids.length > 1;
    const alone = this.perFetch === 1 ? aloneOf(asked) : null;
    this.#asked = NOTHING;
    this.perFetch = 1;
    return this.#blame(alone, 'source', facts, isNarrower);
  }

  #blame(alone: Alone | null, side: Side, facts: MailErrorFacts, isNarrower: boolean): Lesson {
    if (alone === null || this.blamed.has(alone.uid)) return { isStep: isNarrower, isServer: false };
    const { uid, bytes } = alone;
    const losses = this.#losses.get(uid) ?? { times: 0, words: new Set() };
    this.#losses.set(uid, losses);
    losses.times += 1;
    losses.words.add(facts.serverText ?? '');
    const isLarge = bytes >= SMALLEST_BATCH && isWordless(facts);
    if (losses.times < this.#mostLosses(facts, isLarge ? bytes : null)) return { isStep: isNarrower, isServer: false };
    if (isLarge) this.#tooLarge.push(bytes);
    this.blamed.add(uid);
    this.condemned.set(uid, {
      facts: { ...facts, side },
      isLarge,
      isSaidWhy: losses.words.size === 1 && !isWordless(facts),
      side,
    });
    const { blamedInARow } = this.#run.learned;
    blamedInARow[side] += isLarge ? WEIGHT_OF_LARGE : 1;
    return { isStep: true, isServer: blamedInARow[side] >= IN_A_ROW };
  }

  /** @param large bytes of a message for which its size may be the reason */
  #mostLosses({ kind }: MailErrorFacts, large: number | null): number {
    const { attempts } = this.#run.settings;
    const isHopeless = large !== null && this.#tooLarge.length >= MANY_LARGE && large >= Math.min(...this.#tooLarge);
    if (isHopeless) return 1;
    if (kind === 'silence') return SILENCES;
    return Math.max(1, Math.min(attempts, large === null ? LOSSES : LOSSES_WHEN_LARGE));
  }
}

const NO_LESSON: Lesson = { isStep: false, isServer: false };

function aloneOf({ uids: [uid, other], bytes }: Underway): Alone | null {
  return uid === undefined || other !== undefined ? null : { uid, bytes };
}

/** Whether a connection ended and nobody said why. */
function isWordless({ kind, serverText = '' }: MailErrorFacts): boolean {
  return (kind === 'connection-lost' || kind === 'silence' || kind === 'bye') && serverText === '';
}

/** An error as the problem of a message or a mailbox. */
export function problemOf({ kind, serverText, side }: MailErrorFacts): MessageProblem {
  return { kind, serverText: serverText ?? null, ...(side && { side }) };
}

/** No error yet: a message is to be asked for once more, since it went by in pieces and can be sent again in no other way. */
export class AskedForAgain extends Error {
  constructor() {
    super('a large message is sent again with less');
    this.name = 'AskedForAgain';
  }
}

/** No error yet: a server lists messages that it did not hand over; a fresh connection may get them. */
export class UnreadSoFar extends Error {
  constructor() {
    super('some messages are listed but not handed over');
    this.name = 'UnreadSoFar';
  }
}
