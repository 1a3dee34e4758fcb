import { createHash } from 'node:crypto';
import { snapshotAccount, type AccountSnapshot } from '../support/compare-snapshot.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { encodeMailboxName } from '../support/raw-imap-name.ts';
import { servedBytes } from '../support/torture-alterations.ts';
import { loadCorpus } from '../support/torture-corpus.ts';
import { keywordMessages, plainMessage, tortureMessages } from '../support/torture-messages.ts';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A message of the corpus as it lies at the source. */
export interface HardMessage {
  /** Mailbox and name in the corpus, for people. */
  readonly name: string;
  readonly uid: number;
  readonly size: number;
  /** As served. */
  readonly body: Buffer;
}

/** The account of ordinary mail, for moves that are killed. */
export const plainUser = 'plain@example.org';
export const plainMessages = 12 * 25;

/** A Dovecot to move from: the hard messages and names in one account, ordinary mail in another. */
export class HardSource {
  readonly dovecot: Dovecot;
  /** The hard account as an independent client sees it. */
  readonly snapshot: AccountSnapshot;
  readonly messages: number;
  readonly #bodies: ReadonlyMap<string, { readonly name: string; readonly body: Buffer }>;

  private constructor(dovecot: Dovecot, snapshot: AccountSnapshot, paths: readonly (readonly string[])[]) {
    this.dovecot = dovecot;
    this.snapshot = snapshot;
    this.messages = [...snapshot.mailboxes.values()].reduce((sum, { messages }) => sum + messages.length, 0);
    const made = [...tortureMessages(), ...keywordMessages(), ...paths.map((path) => plainMessage(path.join(' / ')))];
    this.#bodies = new Map(
      made.map(({ name, bytes }) => {
        const body = servedBytes(bytes);
        return [sha256(body), { name, body }];
      }),
    );
  }

  static async start(): Promise<HardSource> {
    // With this plugin it takes what it refuses else: a `~` at the beginning, and slashes.
    const dovecot = await startDovecot({ format: 'maildir', separator: '.', plugins: ['listescape'] });
    const { mailboxes } = await loadCorpus(dovecot);
    await fillPlainAccount(dovecot, plainUser, { mailboxes: 12, messagesEach: plainMessages / 12, maxBytes: 20_000 });
    const snapshot = await snapshotAccount(rawAccount(dovecot));
    return new HardSource(
      dovecot,
      snapshot,
      mailboxes.map(({ path }) => path),
    );
  }

  /** The messages of a mailbox by its name in Unicode. Throws for one that is not as the corpus made it. */
  messagesOf(mailbox: string): readonly HardMessage[] {
    const found = this.snapshot.mailboxes.get(encodeMailboxName(mailbox));
    if (!found) throw new Error(`The source has no ${mailbox}`);
    return found.messages.map(({ uid, digest, size }) => {
      const known = this.#bodies.get(digest);
      if (!known) throw new Error(`${mailbox} UID ${String(uid)} is not of the corpus`);
      return { uid, size, name: `${mailbox}: ${known.name}`, body: known.body };
    });
  }

  nameOf(mailbox: string, uid: number): string {
    return this.messagesOf(mailbox).find((message) => message.uid === uid)?.name ?? `${mailbox}: UID ${String(uid)}`;
  }

  /** How many messages carry each keyword, in lower case. */
  keywords(): Record<string, number> {
    const counts: Record<string, number> = {};
    const messages = [...this.snapshot.mailboxes.values()].flatMap((mailbox) => mailbox.messages);
    for (const flag of messages.flatMap(({ flags }) => flags.split(' ')))
      if (/^[^\\]/.test(flag)) counts[flag] = (counts[flag] ?? 0) + 1;
    return counts;
  }
}
