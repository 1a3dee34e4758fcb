import type { StoredMailbox, StoredMessage } from './stored-mailbox.ts';

/** A message with the number this session knows it by. */
export interface Numbered {
  readonly sequence: number;
  readonly message: StoredMessage;
}

/**
 * A mailbox as one session sees it. Sequence numbers may only change when the client is told (RFC 9051 5.5, 7.5.1),
 * so each session keeps its own list and brings it up to date at the permitted moments.
 */
export class SelectedMailbox {
  readonly mailbox: StoredMailbox;
  readonly readOnly: boolean;
  #view: StoredMessage[];
  #knownModseq: number;
  #lastUid: number;
  readonly #knownFlags = new Map<StoredMessage, number>();

  constructor(mailbox: StoredMailbox, readOnly: boolean) {
    this.mailbox = mailbox;
    this.readOnly = readOnly;
    this.#view = [...mailbox.messages];
    this.#knownModseq = mailbox.highestModseq;
    this.#lastUid = mailbox.uidNext - 1;
  }

  get messages(): readonly StoredMessage[] {
    return this.#view;
  }

  /** The client knows these flags already (it set them), so no notice is due. */
  knows(message: StoredMessage): void {
    this.#knownFlags.set(message, message.modseq);
  }

  /**
   * What changed since the last call, as untagged responses, bringing the view up to date.
   * @param withExpunges false during FETCH, STORE and SEARCH, where RFC 9051 7.5.1 forbids EXPUNGE
   * @param showFlags writes the FETCH response for changed flags
   */
  takeChanges(withExpunges: boolean, showFlags: (numbered: Numbered) => string): string[] {
    if (this.mailbox.highestModseq === this.#knownModseq && !withExpunges) return [];
    const notices = withExpunges ? this.#takeExpunged() : [];
    if (this.mailbox.highestModseq === this.#knownModseq) return notices;
    this.#view.forEach((message, index) => {
      const known = this.#knownFlags.get(message) ?? this.#knownModseq;
      if (message.modseq > known && !message.expunged) notices.push(showFlags({ sequence: index + 1, message }));
    });
    const before = this.#view.length;
    this.#takeNew();
    if (this.#view.length !== before) notices.push(`${String(this.#view.length)} EXISTS`);
    this.#knownModseq = this.mailbox.highestModseq;
    this.#knownFlags.clear();
    return notices;
  }

  #takeExpunged(): string[] {
    const gone: string[] = [];
    const kept: StoredMessage[] = [];
    for (const message of this.#view) {
      // Each notice counts with the earlier ones already applied.
      if (message.expunged) gone.push(`${String(kept.length + 1)} EXPUNGE`);
      else kept.push(message);
    }
    if (gone.length > 0) this.#view = kept;
    return gone;
  }

  #takeNew(): void {
    const all = this.mailbox.messages;
    let first = all.length;
    while (first > 0 && (all[first - 1]?.uid ?? 0) > this.#lastUid) first -= 1;
    for (let index = first; index < all.length; index += 1) {
      const message = all[index];
      if (message !== undefined) this.#view.push(message);
    }
    this.#lastUid = this.mailbox.uidNext - 1;
  }
}
