import { LARGE_BYTES } from '../engine/ports.ts';
import { isFetchResponse } from './parse-fetch.ts';
import { tidyResponse } from './tidy-response.ts';
import type { StreamerInternals } from './imapflow-internals.ts';

/** Takes the octets of a literal; the reader waits for it. */
export type TakeOctets = (piece: Buffer) => void | Promise<void>;

/**
 * Asked when a literal above {@link LARGE_BYTES} is about to come within a FETCH response.
 * @param before the response up to the literal, its own `{n}` included, without what other literals held
 * @param length octets of the literal
 * @returns who takes them; null: they go by unread
 */
export type OpenLiteral = (before: string, length: number) => Promise<TakeOctets | null>;

/** Who hears of literals. */
export interface LiteralListener {
  readonly open: OpenLiteral;
  /** Told so many octets of any literal as they come. */
  readonly onOctets: (octets: number) => void;
}

interface Passing {
  readonly taker: Promise<TakeOctets | null>;
  /** The streamer's state outside of literals. */
  readonly lineState: number;
  isCounted: boolean;
}

/**
 * Lets large literals of FETCH responses go by in pieces instead of being held: imapflow collects every literal before it looks at the
 * response, so that the memory it takes is the server's choice. In its place the response has an empty literal. A large literal in any
 * other response is an error, as one too large for imapflow would be.
 */
export function tapLiterals(streamer: StreamerInternals, { open, onOctets }: LiteralListener): void {
  const own = {
    checkLiteralMarker: streamer.checkLiteralMarker.bind(streamer),
    checkResponseSize: streamer.checkResponseSize.bind(streamer),
    processChunkSegment: streamer.processChunkSegment.bind(streamer),
  };
  let passing: Passing | null = null;

  streamer.checkLiteralMarker = (line) => {
    const lineState = streamer.state;
    if (!own.checkLiteralMarker(line)) return false;
    const length = streamer.literalWaiting;
    if (length <= LARGE_BYTES) return true;
    const lines = [...streamer.inputBuffer, line];
    if (!isFetchResponse(tidyResponse(lines[0] ?? line))) return streamer.failStream(tooLarge(length));
    const taker = open(Buffer.concat(lines).toString('latin1'), length);
    // Looked at when the first octet is here; until then a rejection is nobody's.
    taker.catch(() => undefined);
    passing = { taker, lineState, isCounted: false };
    return true;
  };

  streamer.checkResponseSize = (bytes, peek) => {
    if (!passing || passing.isCounted || peek === true) return own.checkResponseSize(bytes, peek);
    passing.isCounted = true;
    return own.checkResponseSize(bytes - streamer.literalWaiting, peek);
  };

  streamer.processChunkSegment = async (chunk, start) => {
    const end = Math.min(chunk.length, start + streamer.literalWaiting);
    if (!streamer.destroyed && start < chunk.length) onOctets(end - start);
    if (!passing || streamer.state === passing.lineState || streamer.destroyed || start >= chunk.length)
      return own.processChunkSegment(chunk, start);
    const take = await passing.taker;
    await take?.(chunk.subarray(start, end));
    if (streamer.destroyed) return null;
    streamer.literalWaiting -= end - start;
    if (streamer.literalWaiting > 0) return null;
    streamer.literals.push(Buffer.alloc(0));
    streamer.state = passing.lineState;
    passing = null;
    return end < chunk.length ? end : null;
  };
}

function tooLarge(length: number): Error {
  return Object.assign(new Error(`a literal of ${String(length)} octets where none is expected`), {
    code: 'LiteralTooLarge',
  });
}
