import type { MessageStatus } from '../../../main/engine/journal-port.ts';

/** A message as simply as it can be said. */
export interface ModelMessage {
  uidValidity: number;
  readonly uid: number;
  readonly print: number | null;
  readonly size: number;
  status: MessageStatus;
  destinationUid: number | null;
  alreadyThere: boolean;
  problem: boolean;
  /** Skipped because it was not listed any more. */
  gone: boolean;
}

/** What a journal of one pair should say, without a database. */
export class JournalModel {
  uidValidity = 1;
  messages: ModelMessage[] = [];

  current(): ModelMessage[] {
    return this.messages.filter((one) => one.uidValidity === this.uidValidity).toSorted((a, b) => a.uid - b.uid);
  }

  /** @returns whether the UID is known as another message's */
  add(uid: number, print: number | null, size: number, skipped: boolean): boolean {
    const known = this.current().find((one) => one.uid === uid);
    if (known) {
      const back = known.gone ? ({ status: 'waiting', gone: false } as const) : {};
      this.#replace(known, { ...known, print: known.print ?? print, ...back });
      return known.size !== size;
    }
    const status = skipped ? 'skipped' : 'waiting';
    const rest = { destinationUid: null, alreadyThere: false, problem: false, gone: false };
    this.messages.push({ uidValidity: this.uidValidity, uid, print, size, status, ...rest });
    return false;
  }

  /** UIDs mean other messages: what is known is of before. */
  distrust(): void {
    const lowest = Math.min(0, ...this.messages.map((one) => one.uidValidity));
    for (const one of this.current()) this.#replace(one, { ...one, uidValidity: lowest - 1 });
  }

  /** Changes all of them, or none and says false. */
  change(uids: readonly number[], from: readonly MessageStatus[], to: (one: ModelMessage) => ModelMessage): boolean {
    const before = [...this.messages];
    for (const uid of uids) {
      const one = this.current().find((message) => message.uid === uid);
      if (!one || !from.includes(one.status)) {
        this.messages = before;
        return false;
      }
      this.#replace(one, to(one));
    }
    return true;
  }

  changeAll(from: readonly MessageStatus[], to: (one: ModelMessage) => ModelMessage): void {
    for (const one of this.current()) if (from.includes(one.status)) this.#replace(one, to(one));
  }

  carryOver(): number {
    let carried = 0;
    for (const status of ['verified', 'copied', 'intended', 'failed'] as const) {
      const former = this.messages.filter((one) => one.uidValidity !== this.uidValidity && one.status === status);
      former.sort((a, b) => b.uidValidity - a.uidValidity || a.uid - b.uid);
      for (const one of former) {
        const same = (other: ModelMessage): boolean => other.print === one.print && other.size === one.size;
        const heir = this.current().find((other) => other.status === 'waiting' && other.print !== null && same(other));
        if (!heir) continue;
        const { destinationUid, alreadyThere, problem } = one;
        this.#replace(heir, { ...heir, status, destinationUid, alreadyThere, problem });
        this.messages = this.messages.filter((other) => other !== one);
        carried++;
      }
    }
    return carried;
  }

  /** Fingerprint -> source UIDs and destination UIDs nothing has matched. */
  common(listing: ReadonlyMap<number, number>): [number, number[], number[]][] {
    const groups: [number, number[], number[]][] = [];
    const assigned = new Set(this.current().map((one) => one.destinationUid));
    for (const print of [0, 1, 2, 3]) {
      const source = this.current().filter((one) => one.status === 'waiting' && one.print === print);
      const there = [...listing].filter(([uid, p]) => p === print && !assigned.has(uid)).map(([uid]) => uid);
      if (source.length > 0 && there.length > 0) {
        groups.push([print, source.map(({ uid }) => uid), there.toSorted((a, b) => a - b)]);
      }
    }
    return groups;
  }

  #replace(one: ModelMessage, other: ModelMessage): void {
    this.messages = this.messages.map((message) => (message === one ? other : message));
  }
}
