/** What came into one mailbox of the destination since a move began with it, and is not the move's. */
export interface Newcomers {
  /** Name at the destination. */
  readonly mailbox: string;
  /** Mail that arrives meanwhile, as a rule. */
  readonly messages: number;
  /** Of these: messages that the move brought, too, so that they are there twice. */
  readonly doubled: number;
  /** Whether there are no more of these: of very many newcomers only the first are looked at so closely. */
  readonly isCounted: boolean;
}

/** Messages that are at the destination twice, over all its mailboxes. */
export function doubledIn(newcomers: readonly Newcomers[] = []): number {
  return newcomers.reduce((sum, { doubled }) => sum + doubled, 0);
}
