import type { RunView } from '../../../shared/ipc/run-view.ts';

/** The most points the window takes. Even, so that neighbours can be merged in pairs. */
const MOST_POINTS = 120;

/**
 * How fast it went over a whole run, in a bounded number of points of equal length. When there is no room for one more, neighbours
 * are merged and each stands for twice the time. A run of days costs no more than one of a minute.
 */
export class Throughput {
  #everySeconds = 1;
  /** Bytes of each stretch of time since the first note. */
  #bytes: number[] = [];
  #begunAt = 0;
  #lastAt = 0;
  #lastBytes: number | null = null;

  /**
   * Notes how much is done. The first note is where counting begins; bytes done before are none of this run's.
   * @param bytesDone of the whole move; when it falls, because something was counted anew, nothing was done meanwhile
   * @param now milliseconds since 1970; a clock that was turned back stands still until it is past where it was
   */
  note(bytesDone: number, now: number): void {
    if (this.#lastBytes === null) {
      this.#begunAt = now;
      this.#lastAt = now;
    } else {
      const from = this.#lastAt;
      this.#lastAt = Math.max(from, now);
      this.#makeRoom();
      this.#add(Math.max(0, bytesDone - this.#lastBytes), from);
    }
    this.#lastBytes = bytesDone;
  }

  /** Bytes per second, oldest first. */
  view(): RunView['throughput'] {
    const seconds = (this.#lastAt - this.#begunAt) / 1000;
    const points = Array.from(
      { length: Math.min(MOST_POINTS, Math.ceil(seconds / this.#everySeconds)) },
      (_, index) => {
        // The last stretch may have only begun.
        const length = Math.min(this.#everySeconds, seconds - index * this.#everySeconds);
        return { length, rate: (this.#bytes[index] ?? 0) / length };
      },
    );
    // A moment says nothing about a speed.
    const told = points.filter(({ length }) => length >= this.#everySeconds / 2);
    return { everySeconds: this.#everySeconds, points: told.map(({ rate }) => rate) };
  }

  #makeRoom(): void {
    const seconds = (this.#lastAt - this.#begunAt) / 1000;
    while (seconds > this.#everySeconds * MOST_POINTS) {
      this.#everySeconds *= 2;
      this.#bytes = Array.from(
        { length: Math.ceil(this.#bytes.length / 2) },
        (_, index) => (this.#bytes[index * 2] ?? 0) + (this.#bytes[index * 2 + 1] ?? 0),
      );
    }
  }

  /** Spreads bytes evenly over the time since the last note. */
  #add(bytes: number, from: number): void {
    const every = this.#everySeconds * 1000;
    const [begin, end] = [from - this.#begunAt, this.#lastAt - this.#begunAt];
    const last = Math.min(MOST_POINTS - 1, Math.floor(end / every));
    const first = Math.min(last, Math.floor(begin / every));
    for (let index = first; index <= last; index++) {
      const share =
        end === begin ? 1 : (Math.min(end, (index + 1) * every) - Math.max(begin, index * every)) / (end - begin);
      this.#bytes[index] = (this.#bytes[index] ?? 0) + bytes * share;
    }
  }
}
