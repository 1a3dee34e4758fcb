import { setImmediate as turn } from 'node:timers/promises';
import type { MailStore } from './imap-server/mail-store.ts';
import { oddMessages } from './sample/odd-messages.ts';
import { createRandom } from './sample/random.ts';
import { SAMPLE_MAILBOXES } from './sample/sample-mailboxes.ts';
import { writeLetters } from './sample/write-letters.ts';

const SEED = 20_260_630;

/** How the server that will show the store writes names. */
export interface SampleNames {
  readonly delimiter?: string;
  readonly prefix?: string;
}

/**
 * Fills a store with the mailbox of the practice move: about 500 messages and 20 MB in eleven languages, with threads,
 * attachments, nested mailboxes and oddities. The same bytes every time.
 */
export async function fillPretendGiant(
  store: MailStore,
  { delimiter = '/', prefix = '' }: SampleNames = {},
): Promise<void> {
  const random = createRandom(SEED);
  for (const sample of SAMPLE_MAILBOXES) {
    // Megabytes take a moment to make: others in this process get their turn after each mailbox.
    await turn();
    const joined = sample.path.join(delimiter);
    const name = joined === 'INBOX' ? joined : prefix + joined;
    const mailbox = store.get(name) ?? store.create(name, sample.specialUse === undefined ? [] : [sample.specialUse]);
    // UIDs with gaps, as in a mailbox that was lived in.
    mailbox.skipUids(random.between(0, 40));
    mailbox.add(writeLetters(sample, random));
    if (sample.subscribed === true) store.subscriptions.add(name);
    if (name !== 'INBOX') continue;
    mailbox.skipUids(3);
    mailbox.add(oddMessages());
  }
}
