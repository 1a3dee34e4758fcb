import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openJournal } from '../../main/journal/open-journal.ts';
import { kindOf, newMessage, onePair, print } from './support/sample.ts';
import { canMount, smallDisk } from '../support/small-disk.ts';

describe.skipIf(!canMount)('a full disk (needs root, to mount a small one)', () => {
  test('stops the step that does not fit, keeps all before, and goes on when there is room', () => {
    const file = join(smallDisk('2m'), 'journal.sqlite');
    const ballast = join(dirname(file), 'ballast');
    const journal = openJournal(file);
    const pair = onePair(journal);
    let entered = 0;
    const add = (): void => {
      const uids = Array.from({ length: 500 }, (_, n) => entered + n + 1);
      journal.addMessages(
        pair,
        uids.map((uid) => newMessage(uid, { fingerprint: print(uid % 256) })),
      );
      entered += 500;
    };
    add();
    writeFileSync(ballast, Buffer.alloc(900_000));
    expect(
      kindOf(() => {
        for (;;) add();
      }),
    ).toBe('disk-full');
    expect(journal.counts(pair).byStatus.waiting.messages).toBe(entered);
    expect(journal.messages(pair, 'waiting', 0, 100_000)).toHaveLength(entered);
    rmSync(ballast);
    add();
    journal.close();

    const again = openJournal(file);
    expect(again.counts(pair).byStatus.waiting.messages).toBe(entered);
    again.close();
  });

  test('is said when not even a new journal fits', () => {
    const file = join(smallDisk('2m'), 'journal.sqlite');
    const folder = dirname(file);
    for (let size = 1 << 20; size >= 4096; size >>= 1) {
      spawnSync('dd', ['if=/dev/zero', `of=${join(folder, `f${String(size)}`)}`, `bs=${String(size)}`, 'count=1000']);
    }
    expect(kindOf(() => openJournal(join(folder, 'journal.sqlite')))).toBe('disk-full');
    for (let size = 1 << 20; size >= 4096; size >>= 1) rmSync(join(folder, `f${String(size)}`), { force: true });
    openJournal(file).close();
  });
});
