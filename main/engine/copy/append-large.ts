import { createHash, type Hash } from 'node:crypto';
import type { JournalMessage } from '../journal-port.ts';
import { MailError } from '../mail-error.ts';
import type { OctetPipe } from '../octet-pipe.ts';
import type { AppendReceipt, OctetStream } from '../ports.ts';
import type { Run } from '../run.ts';
import { endOfHeader } from '../treat/end-of-header.ts';
import { findFlaw } from '../treat/find-flaw.ts';
import {
  creating,
  dateToSend,
  noteStored,
  plainer,
  recordFailure,
  refusedOf,
  takenDate,
  type Target,
} from './append-batch.ts';
import { Head } from './body-print.ts';
import { AskedForAgain, type Caution } from './caution.ts';
import { fingerprintOf } from './fingerprint.ts';
import { headerLines } from './header-lines.ts';

const NUL = 0x00;

/** A large message on its way: only a window of it is ever held. */
export interface LargeParcel {
  readonly row: JournalMessage;
  readonly octets: OctetPipe;
  /** As the destination takes them. */
  readonly flags: readonly string[];
  /** What it takes of the buffer. */
  readonly bytes: 0;
  readonly isAlone: true;
}

/**
 * Sends one large message as its octets come, in the steps of {@link appendBatch}: intent, APPEND, UID. What identifies it is its
 * header, which is read before; its SHA-256 is known when all octets have gone by. Sent again, with fewer flags or another date, it can be only
 * when it is read again. Rejects like appendBatch; with what the octets failed with, nothing is stored.
 * @throws AskedForAgain when the server may take it with less
 */
export async function appendLarge(target: Target, parcel: LargeParcel, caution: Caution): Promise<void> {
  const { run, pairId } = target;
  const { row, octets } = parcel;
  const reader = octets[Symbol.asyncIterator]();
  const first = await firstPieces(reader);
  const head = Buffer.concat(first);
  run.journal.markIntended(pairId, [
    { uid: row.uid, fingerprint: fingerprintOf(head), digest: null, length: octets.length },
  ]);
  const asFound = { flags: parcel.flags, internalDate: takenDate(run, dateToSend(row, head, run.clock.now())) };
  const { flags, internalDate } = (caution.plainer.has(row.uid) ? plainer(asFound) : null) ?? asFound;
  const hash = createHash('sha256');
  const passing = passThrough(run, { first, reader, hash, length: octets.length });
  const message = { flags, internalDate, hasNul: head.includes(NUL), octets: passing };
  const sent = { row, bytes: octets.length };
  let receipt: AppendReceipt | null;
  try {
    receipt = await creating(target, async () => target.session.appendLarge(target.mailbox, message));
  } catch (error) {
    // It may have been refused before anything was sent: what still comes is let pass.
    octets.leave();
    if (octets.hasFailed || !(error instanceof MailError) || error.facts.outcome === 'unclear') throw error;
    const [left] = await refusedOf(target, [sent], error);
    if (left) refuse(target, { row, head, mayBePlainer: plainer(asFound) !== null, caution }, error);
    return;
  }
  await noteStored(target, [{ ...sent, digest: hash.digest() }], receipt);
}

/** As many pieces as hold the header. */
async function firstPieces(reader: AsyncIterator<Buffer, undefined>): Promise<Buffer[]> {
  const head = new Head();
  const pieces: Buffer[] = [];
  for (let seen: Buffer = Buffer.alloc(0); !head.isFull && endOfHeader(seen) >= seen.length; seen = head.octets()) {
    const next = await reader.next();
    if (next.done === true) break;
    pieces.push(next.value);
    head.add(next.value);
  }
  return pieces;
}

interface Passing {
  readonly first: readonly Buffer[];
  readonly reader: AsyncIterator<Buffer, undefined>;
  readonly hash: Hash;
  readonly length: number;
}

function passThrough(run: Run, { first, reader, hash, length }: Passing): OctetStream {
  async function* octets(): AsyncGenerator<Buffer, void> {
    const count = (piece: Buffer): Buffer => {
      hash.update(piece);
      run.meter.bytes += piece.length;
      return piece;
    };
    for (const piece of first) yield count(piece);
    for (let next = await reader.next(); next.done !== true; next = await reader.next()) yield count(next.value);
  }
  return { length, [Symbol.asyncIterator]: octets };
}

interface Refusal {
  readonly row: JournalMessage;
  /** Its first octets. */
  readonly head: Buffer;
  readonly mayBePlainer: boolean;
  readonly caution: Caution;
}

function refuse({ run, pairId }: Target, { row, head, mayBePlainer, caution }: Refusal, error: MailError): void {
  const { kind, serverText = null } = error.facts;
  if (mayBePlainer && kind !== 'too-big' && !caution.plainer.has(row.uid)) {
    caution.plainer.add(row.uid);
    run.journal.markWaiting(pairId, [row.uid]);
    throw new AskedForAgain();
  }
  const flaw = findFlaw(head, kind === 'too-big');
  recordFailure(run, pairId, row.uid, { flaw, ...headerLines(head), kind, serverText, side: 'destination' });
}
