/** A newer version, checked as far as it can be before it is fetched. */
export interface Release {
  readonly version: string;
  /** Lines of text, still to be cleaned before they are shown. */
  readonly notes: readonly string[];
  /** Bytes. */
  readonly size: number;
}

/** What does the work. Of one release at a time: the one that was found last. Rejects with UpdateError. */
export interface UpdateEngine {
  /** Asks the feed. @returns null when there is nothing newer */
  look(signal: AbortSignal): Promise<Release | null>;
  /** Fetches the file and checks it. When this rejects, nothing is left of it. @param onPercent 0 to 100 */
  fetch(onPercent: (percent: number) => void, signal: AbortSignal): Promise<void>;
  /** Checks once more what was fetched, since it lay on a disk meanwhile, and that there is room for it. */
  check(): Promise<void>;
  /** Hands it to the system and ends this process. Settles only when that did not work. */
  install(): Promise<never>;
}
