import type { Dovecot } from './dovecot.ts';
import { rawAccount } from './dovecot-move.ts';
import { RawImap } from './raw-imap.ts';
import { seededRandom } from './tcp-proxy.ts';

/** How large a generated account is. */
export interface PlainAccountSize {
  readonly mailboxes: number;
  readonly messagesEach: number;
  /** Largest body in bytes; sizes are spread evenly below. */
  readonly maxBytes: number;
}

/** Fills an account with ordinary mail, some of it doubled, the same for the same sizes. */
export async function fillPlainAccount(server: Dovecot, user: string, size: PlainAccountSize): Promise<void> {
  const client = await RawImap.open(rawAccount(server, user));
  const random = seededRandom(7);
  for (let box = 0; box < size.mailboxes; box++) {
    const name = box === 0 ? 'INBOX' : `Box ${String(box)}`;
    if (box > 0) await client.create(name);
    for (let number = 0; number < size.messagesEach; number++) {
      // Every tenth message is a second copy of the one before it.
      const id = number % 10 === 9 ? number - 1 : number;
      const body = `${String(id)} `
        .repeat(1 + Math.floor((random() * size.maxBytes) / 5))
        .replaceAll(/(.{70})/g, '$1\r\n');
      const text = number % 10 === 9 ? 'twin' : number % 10 === 8 ? 'twin' : body;
      await client.append(name, {
        bytes: Buffer.from(
          `Message-ID: <${String(box)}.${String(id)}@example.org>\r\nFrom: a@example.org\r\nSubject: ${String(id)}\r\n\r\n${text}\r\n`,
        ),
        flags: number % 3 === 0 ? ['\\Seen'] : number % 3 === 1 ? ['$Forwarded', '\\Flagged'] : [],
        date: `0${String(1 + (number % 9))}-Mar-2019 10:00:00 +0100`,
      });
    }
  }
  await client.logout();
}
