import type { JournalMessage } from '../journal-port.ts';
import type { OctetSink } from '../ports.ts';

/** Who gets them. */
export interface Takers {
  readonly onMessage: (row: JournalMessage, body: Buffer) => Promise<void>;
  readonly onLarge: (row: JournalMessage, length: number) => Promise<OctetSink>;
}

/**
 * Passes messages on in ascending UID order, however they come: a message waits here until each one before it has come, or is known not to
 * come. What servers send out of order, or only when asked once more, would stand out of order at the destination for good.
 */
export class InOrder {
  readonly #rows: readonly JournalMessage[];
  readonly #open: Map<number, JournalMessage>;
  readonly #early = new Map<number, Buffer>();
  readonly #takers: Takers;
  #next = 0;

  /** @param rows ascending */
  constructor(rows: readonly JournalMessage[], takers: Takers) {
    this.#rows = rows;
    this.#open = new Map(rows.map((row) => [row.uid, row]));
    this.#takers = takers;
  }

  /** UIDs of messages that neither came nor are known not to come; ascending. */
  get openUids(): readonly number[] {
    return [...this.#open.keys()];
  }

  /** How many these are. */
  get left(): number {
    return this.#open.size;
  }

  isOpen(uid: number): boolean {
    return this.#open.has(uid);
  }

  /** Bytes of these, as the source told them. */
  sizeOf(uids: readonly number[]): number {
    return uids.reduce((sum, uid) => sum + (this.#open.get(uid)?.size ?? 0), 0);
  }

  /** A message came. @returns false for one that came before, or was never asked for: servers send such */
  async take(uid: number, body: Buffer): Promise<boolean> {
    if (!this.#open.delete(uid)) return false;
    this.#early.set(uid, body);
    await this.#passOn();
    return true;
  }

  /**
   * A large message is about to come, which cannot wait here.
   * @returns null where it is not its turn, or it was never asked for: it stays open, and comes when it is asked for alone
   */
  async open(uid: number, length: number): Promise<OctetSink | null> {
    const row = this.#rows[this.#next];
    if (row?.uid !== uid || !this.#open.has(uid)) return null;
    const sink = await this.#takers.onLarge(row, length);
    const end = async (): Promise<void> => {
      await sink.end();
      await this.leaveOut(uid);
    };
    return { write: (piece) => sink.write(piece), end, fail: (error) => sink.fail(error) };
  }

  /** A message will not come, or went by. */
  async leaveOut(uid: number): Promise<void> {
    this.#open.delete(uid);
    await this.#passOn();
  }

  async #passOn(): Promise<void> {
    for (let row = this.#rows[this.#next]; row && !this.#open.has(row.uid); row = this.#rows[this.#next]) {
      this.#next += 1;
      const body = this.#early.get(row.uid);
      this.#early.delete(row.uid);
      if (body) await this.#takers.onMessage(row, body);
    }
  }
}
