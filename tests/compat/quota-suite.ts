import { expect, test } from 'vitest';
import { destinationAccount } from '../../main/imap/account.ts';
import { mail } from '../support/awkward-mail.ts';
import { ServerMove } from '../support/dovecot-move.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { snapshotBy } from '../support/compare-snapshot.ts';
import { connectTo, openPatiently, type LimitedServer } from '../support/servers/compat-server.ts';

const messages = 60;
const messageBytes = 50_000;
const limitKibibytes = 1_000;

/** 3 MB of mail. */
function source(): MemoryMail {
  const account = new MemoryMail();
  for (let number = 0; number < messages; number++) {
    const body = mail(String(number), `${'line '.repeat(14)}\r\n`.repeat(messageBytes / 72));
    account.put(number % 2 === 0 ? 'INBOX' : 'Work', { body });
  }
  return account;
}

/** What a destination with too little room means: known before, by how much, and no more than a pause when it happens. */
export function describeQuota(name: string, start: () => Promise<LimitedServer>): void {
  test(`${name}: what does not fit is told before; full, the move stops, and goes on when there is room`, async () => {
    const server = await start();
    try {
      await server.limit('mover', limitKibibytes);
      const old = source();
      const move = new ServerMove(old.account(), destinationAccount(connectTo(server.account('mover'))));
      const { plan } = await move.plan();
      const limit = limitKibibytes * 1024;
      expect(plan.quota).toEqual({ kind: 'does-not-fit', freeBytes: limit, missingBytes: (plan.bytes ?? 0) - limit });
      const full = await move.run({ batchMessages: 5 });
      expect(full).toMatchObject({ end: 'destination-full', failed: 0, side: 'destination' });
      expect(full.copied).toBeGreaterThan(5);
      expect(full.copied).toBeLessThan(messages);
      await server.limit('mover', 10_000);
      expect((await move.plan()).plan.quota).toMatchObject({ kind: 'fits' });
      expect(await move.run()).toMatchObject({ end: 'finished', copied: messages, failed: 0, waiting: 0 });
      const found = await snapshotBy(await openPatiently(server.account('mover')));
      const digests = [...found.mailboxes.values()].flatMap((mailbox) => mailbox.messages.map(({ digest }) => digest));
      expect(digests).toHaveLength(messages);
      expect(new Set(digests).size).toBe(messages);
    } finally {
      await server.stop();
    }
  });
}
