import type { OctetSink, OpenSink } from '../engine/ports.ts';
import type { TakeOctets } from './literal-tap.ts';
import type { SeenUids } from './seen-uids.ts';

/** A whole message, or all of it behind its header, and nothing between the brackets and the literal. */
const SECTION = /\bBODY\[(?:TEXT)?\](?:<0>)? *~?\{\d+\+?\}\r?\n$/i;
const UID = /[( ]UID +(\d{1,10})(?=[ )])/i;

/** A section that goes by, and whose it is as far as was said before it. */
export interface PassingSection {
  readonly uid: number;
  readonly sink: OctetSink;
  /** Tells the sink that the rest will not come. @returns the error */
  failed<Failure>(error: Failure): Failure;
}

/** Finds out whose the large sections are that one UID FETCH brings, and lets them pass to the sinks that are opened for them. */
export class PassingSections {
  /** The one UID that was asked for; null when there are several. */
  readonly #only: number | null;
  readonly #onLarge: OpenSink | null;
  readonly #seen: SeenUids;
  #passing: PassingSection | null = null;

  /** @param uids a sequence set */
  constructor(
    uids: string,
    { query, seen }: { readonly query: { readonly onLarge: OpenSink | null }; readonly seen: SeenUids },
  ) {
    this.#only = /^\d{1,10}$/.test(uids) ? Number(uids) : null;
    this.#onLarge = query.onLarge;
    this.#seen = seen;
  }

  /** See {@link OpenLiteral}. */
  async open(before: string, length: number): Promise<TakeOctets | null> {
    const said = UID.exec(before)?.[1];
    const uid = said === undefined ? this.#only : Number(said);
    // A second one in the same response is none that was asked for.
    if (uid === null || !this.#onLarge || this.#passing || !SECTION.test(before) || !this.#seen.isNew(uid)) return null;
    const sink = await this.#onLarge(uid, length);
    if (!sink) return null;
    this.#passing = {
      uid,
      sink,
      failed: (error) => {
        sink.fail(error);
        return error;
      },
    };
    return (piece) => sink.write(piece);
  }

  /** The section that passed within the present response; null when none did. */
  took(): PassingSection | null {
    const passing = this.#passing;
    this.#passing = null;
    return passing;
  }
}
