import type { Stretch } from '../copy/fetch-waiting.ts';
import { pump, type Pumping } from '../copy/pump.ts';
import { waitingRows } from '../copy/waiting-rows.ts';
import type { JournalMessage, PlaceOfMessage } from '../journal-port.ts';
import type { OpenMailbox } from '../ports.ts';
import { copyPlaced, type Placed } from './copy-placed.ts';

/** Messages are brought in this many at a time, so that uploads and copies end up near the source's order. */
const WINDOW = 500;
/** Windows without anything to copy that are uploaded in one go, without a stop between them. */
const WINDOWS = 4;

/** Some waiting messages, and those of them that the destination can copy. */
interface Portion extends Stretch {
  readonly placed: readonly Placed[];
  /** Whether any is left to be uploaded. */
  readonly uploads: boolean;
}

/**
 * Moves every waiting message of a pair that takes its share of a mailbox: what is at the destination already, because of another
 * label, is copied there; everything else is read and uploaded. Both mailboxes are open, and are again at the end.
 * @returns the destination mailbox
 */
export async function copyShare(pumping: Pumping): Promise<OpenMailbox> {
  const { run, pairId, sessions, only } = pumping;
  const { destination } = run.journal.pair(pairId);
  let opened = pumping.opened;
  let after = 0;
  for (let portion = nextPortion(pumping, after); portion; portion = nextPortion(pumping, after)) {
    run.signal.throwIfAborted();
    if (portion.uploads) await pump(pumping, portion);
    if (portion.placed.length > 0) {
      await copyPlaced(pumping, portion.placed);
      opened = await sessions.destination.open(destination);
      // What could not be copied is waiting still.
      const left = waitingRows(run.journal, pairId, { only, after, limit: 1 })[0];
      if (left && left.uid <= portion.through) await pump(pumping, { ...portion, except: new Set() });
    }
    after = portion.through;
  }
  return opened;
}

function nextPortion({ run, pairId, caution, only }: Pumping, after: number): Portion | null {
  let through = after;
  for (let window = 0; window < WINDOWS; window++) {
    const rows = waitingRows(run.journal, pairId, { only, after: through, limit: WINDOW });
    const last = rows.at(-1);
    if (!last) break;
    const uploadsBefore = through > after;
    through = last.uid;
    const candidates = rows.filter(({ uid }) => !caution.notByCopy.has(uid));
    const places = run.journal.placesOf(
      pairId,
      candidates.map(({ uid }) => uid),
    );
    if (places.size === 0) continue;
    const placed = candidates.flatMap((row) => placedOf(row, places.get(row.uid)));
    const uploads = uploadsBefore || placed.length < rows.length;
    return { after, through, placed, uploads, except: new Set(placed.map(({ row }) => row.uid)) };
  }
  return through === after ? null : { after, through, placed: [], uploads: true, except: new Set() };
}

function placedOf(row: JournalMessage, place: PlaceOfMessage | undefined): Placed[] {
  // What cannot be recognised later must not be put where it would have to be.
  return place?.fingerprint ? [{ row, place, fingerprint: place.fingerprint }] : [];
}
