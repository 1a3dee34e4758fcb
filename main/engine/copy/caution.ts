import type { MessageProblem } from '../../../shared/model/problem.ts';
import type { MailErrorFacts } from '../mail-error.ts';

const MANY_PER_FETCH = 2_000;
/** By how much more is asked for in one command after one that was answered. */
const GROWTH = 50;
/** By how much a batch is cut that killed the connection. */
const CUT = 16;

/** How often one message may be the only one under way when the connection dies, before it is blamed. */
const LOSSES = 3;
/** The same, where each time takes the whole patience with a silent server. */
const SILENCES = 2;
/** Messages blamed in a row for a server being unavailable: then it is the server. */
const MOST_UNPROVEN = 3;

/**
 * Remembers what was under way when a connection died, so that one message that kills every connection
 * ("BYE Invalid character in literal") is found and set aside instead of being tried for ever.
 */
export class Caution {
  perFetch = MANY_PER_FETCH;
  perAppend = Number.POSITIVE_INFINITY;
  #asked: number | null = null;
  #underway: readonly number[] = [];
  readonly #losses = new Map<number, number>();
  /** Messages whose COPY kills every connection: they are uploaded instead. */
  readonly notByCopy = new Set<number>();
  #copying = false;
  /** Messages blamed for a server being unavailable since it last took or gave one. */
  #unproven = 0;
  /** Messages to give up on, once it is known that they did not arrive after all. */
  readonly condemned = new Map<number, MessageProblem>();
  /** Messages of the source that are not asked for any more: each time that killed the connection. */
  readonly blamed = new Set<number>();
  /** Messages that the source lists and does not hand over on this connection. */
  readonly unread = new Set<number>();
  /** Large messages that were refused and may be taken with fewer flags or another date; see append-large.ts. */
  readonly plainer = new Set<number>();
  /** Whether the server refused to hand anything over, and was left alone for a while: the next time it may be single messages. */
  waitedOut = false;
  /** Whether a fresh connection was made for these: what does not come then will not come. */
  triedAfresh = false;

  /** These messages are about to be fetched in one command. */
  asking(uids: readonly number[]): void {
    this.#asked = uids.length === 1 ? (uids[0] ?? null) : null;
  }

  /** The last FETCH was answered. */
  answered(): void {
    this.#asked = null;
    this.perFetch = Math.min(MANY_PER_FETCH, this.perFetch * GROWTH);
  }

  /** These messages are about to be appended, or copied. */
  sending(uids: readonly number[], by: 'append' | 'copy' = 'append'): void {
    this.#underway = uids;
    this.#copying = by === 'copy';
  }

  /** The last batch was answered: the danger is behind it. */
  sent(): void {
    this.#underway = [];
    this.#unproven = 0;
    this.perAppend = Math.min(Number.POSITIVE_INFINITY, this.perAppend * 2);
  }

  /** A connection died, or a server would not. Returns the UID to give up on, once, if one has been alone under way too often. */
  lost(facts: Pick<MailErrorFacts, 'kind' | 'side'>): number | null {
    const underway = this.#underway;
    this.#underway = [];
    const [first] = underway;
    if (this.#copying && first !== undefined && underway.length === 1) this.notByCopy.add(first);
    else if (underway.length > 0) {
      this.perAppend = Math.max(1, Math.floor(underway.length / CUT));
      return this.#blame(underway.length === 1 ? (first ?? null) : null, facts);
    }
    if (underway.length > 0 || facts.side === 'destination') return null;
    // Nothing was being appended, so fetching broke it. What had come is dealt with: the first one left is asked for alone, to see whether
    // it is to blame.
    const alone = this.perFetch === 1 ? this.#asked : null;
    this.perFetch = 1;
    return this.#blame(alone, facts);
  }

  #blame(uid: number | null, { kind }: Pick<MailErrorFacts, 'kind'>): number | null {
    if (uid === null || this.blamed.has(uid)) return null;
    if (kind === 'unavailable' && this.#unproven === MOST_UNPROVEN) return null;
    const losses = (this.#losses.get(uid) ?? 0) + 1;
    this.#losses.set(uid, losses);
    if (losses < (kind === 'silence' ? SILENCES : LOSSES)) return null;
    if (kind === 'unavailable') this.#unproven += 1;
    this.blamed.add(uid);
    return uid;
  }
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
