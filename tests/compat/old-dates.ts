import { expect, test } from 'vitest';
import { destinationAccount } from '../../main/imap/account.ts';
import { mail } from '../support/awkward-mail.ts';
import { ServerMove } from '../support/dovecot-move.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { connectTo, openPatiently, type CompatServer } from '../support/servers/compat-server.ts';

/** Dates that a server refuses, or takes for "now": the message arrives, as old as the server lets it be, and the receipt says so. */
export function describeOldDates(name: string, start: () => Promise<CompatServer>): void {
  test(`${name}: mail from before 1970 arrives, and not as today's`, async () => {
    const server = await start();
    try {
      const old = new MemoryMail();
      for (const internalDate of [
        '01-Jan-1960 00:00:00 +0000',
        '01-Jan-1970 00:00:00 +0000',
        '01-Jan-1998 00:00:00 +0000',
      ])
        old.put('INBOX', { body: mail(internalDate.slice(7, 11), 'text'), internalDate, flags: ['\\Seen', 'Work'] });
      const move = new ServerMove(old.account(), destinationAccount(connectTo(server.account('other'))));
      const { dates } = (await move.plan()).foreseen;
      expect(dates.map(({ uid }) => uid)).toEqual([1, 2]);
      expect(await move.run({ verify: 'deep' })).toMatchObject({ end: 'finished', copied: 3, failed: 0, altered: 2 });
      expect(move.journal.exceptions(1, null, 10).map(({ uid, problem }) => [uid, problem?.differs])).toEqual([
        [1, ['date']],
        [2, ['date']],
      ]);
      const client = await openPatiently(server.account('other'));
      await client.select('INBOX');
      const epochs: number[] = [];
      await client.fetchAll((message) => epochs.push(message.epoch));
      await client.logout();
      expect(epochs).toEqual([1, 1, Date.UTC(1998, 0, 1) / 1000]);
    } finally {
      await server.stop();
    }
  });
}
