import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Journal } from '../../main/engine/journal-port.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import { newMessage, onePair } from '../journal/support/sample.ts';

const MESSAGES = 1_000_000;
const MEGABYTE = 1 << 20;
/** What all this may add to the memory of an empty journal: SQLite's page caches, mostly. A million objects would be far more. */
const MAX_GROWTH = 128 * MEGABYTE;

/** What nobody holds is not measured. */
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let folder: string;
let journal: Journal;
let pair: number;
let memoryBefore: number;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'homing-journal-'));
  journal = openJournal(join(folder, 'journal.sqlite'));
  pair = onePair(journal);
  memoryBefore = process.memoryUsage.rss();
});
afterAll(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * As a real one: no order in it. Mixed by hand (the finalizer of MurmurHash3, which is one to one), because a million hash
 * objects of the system would be what is measured.
 */
function fingerprint(uid: number): Buffer {
  const bytes = Buffer.allocUnsafe(16);
  let mixed = uid;
  for (let at = 0; at < 16; at += 4) {
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
    bytes.writeInt32BE(mixed, at);
  }
  return bytes;
}

/** Times what is done for every batch of UIDs, prints it, and checks that memory did not follow the number of messages. */
function inBatches(name: string, size: number, work: (uids: number[]) => void, messages = MESSAGES): number {
  const times: number[] = [];
  let memory = 0;
  for (let first = 1; first <= messages; first += size) {
    const uids = Array.from({ length: size }, (_, n) => first + n);
    const began = performance.now();
    work(uids);
    times.push(performance.now() - began);
    if (times.length % 20 > 0) continue;
    collectGarbage();
    memory = Math.max(memory, process.memoryUsage.rss());
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
  const total = times.reduce((sum, time) => sum + time, 0) / 1_000;
  const growth = ((memory - memoryBefore) / MEGABYTE).toFixed(0);
  console.log(
    `${name}: ${total.toFixed(1)} s; ms median ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}; memory +${growth} MB`,
  );
  expect(memory - memoryBefore).toBeLessThan(MAX_GROWTH);
  return Number(at(0.5));
}

test('a million messages are entered, 1,000 at a time', () => {
  const median = inBatches('addMessages', 1_000, (uids) => {
    journal.addMessages(
      pair,
      uids.map((uid) => newMessage(uid, { flags: ['\\Seen'], fingerprint: fingerprint(uid) })),
    );
    journal.counts(pair);
  });
  expect(median).toBeLessThan(150);
  expect(journal.counts(pair).byStatus.waiting.messages).toBe(MESSAGES);
});

test('a listing of a million is compared with them page by page', () => {
  inBatches('addDestinationListing', 1_000, (uids) => {
    journal.addDestinationListing(
      pair,
      // Every tenth is there already; the others look like nothing of the source.
      uids.map((uid) => ({ uid, size: 1, internalDate: '', fingerprint: fingerprint(uid % 10 === 0 ? uid : -uid) })),
    );
  });
  let after: Buffer | null = null;
  let groups = 0;
  inBatches(
    'commonFingerprints',
    100,
    () => {
      const page = journal.commonFingerprints(pair, after, 100);
      groups += page.length;
      after = page.at(-1)?.fingerprint ?? after;
      const matched = page.flatMap(({ source, destination }) => {
        return source.map(({ uid }, n) => ({ uid, destinationUid: destination[n]?.uid ?? null, alreadyThere: true }));
      });
      journal.markCopied(pair, matched);
    },
    MESSAGES / 10,
  );
  expect(groups).toBe(MESSAGES / 10);
  expect(journal.commonFingerprints(pair, null, 1)).toEqual([]);
  journal.clearDestinationListing(pair);
});

test('the others are marked, 500 at a time', () => {
  const digest = Buffer.alloc(32, 1);
  const median = inBatches(
    'messages + markIntended + markCopied',
    500,
    () => {
      const batch = journal.messages(pair, 'waiting', 0, 500);
      journal.markIntended(
        pair,
        batch.map(({ uid, fingerprint: print }) => ({ uid, fingerprint: print ?? fingerprint(uid), digest })),
      );
      journal.markCopied(
        pair,
        batch.map(({ uid }) => ({ uid, destinationUid: MESSAGES + uid })),
      );
      journal.counts(pair);
    },
    (MESSAGES / 10) * 9,
  );
  expect(median).toBeLessThan(150);
  expect(journal.counts(pair).byStatus.copied.messages).toBe(MESSAGES);
});

test('closing, opening and counting take seconds', () => {
  const file = join(folder, 'journal.sqlite');
  const timed = (name: string, work: () => void): number => {
    const began = performance.now();
    work();
    const time = performance.now() - began;
    console.log(`${name}: ${time.toFixed(0)} ms`);
    return time;
  };
  timed('close', () => journal.close());
  console.log(`file: ${(statSync(file).size / MESSAGES).toFixed(0)} bytes a message`);
  expect(timed('open', () => (journal = openJournal(file)))).toBeLessThan(15_000);
  expect(timed('first counts', () => journal.counts(pair))).toBeLessThan(3_000);
  expect(journal.counts(pair).alreadyThere.messages).toBe(MESSAGES / 10);
});

test('a million rows are carried over to a new UIDVALIDITY', () => {
  journal.changeSourceUidValidity(pair, 2);
  inBatches('addMessages again', 1_000, (uids) => {
    journal.addMessages(
      pair,
      uids.map((uid) => newMessage(uid, { flags: ['\\Seen'], fingerprint: fingerprint(uid) })),
    );
  });
  const began = performance.now();
  expect(journal.carryOver(pair)).toBe(MESSAGES);
  console.log(`carryOver: ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  collectGarbage();
  expect(process.memoryUsage.rss() - memoryBefore).toBeLessThan(2 * MAX_GROWTH);
  expect(journal.counts(pair).byStatus.copied.messages).toBe(MESSAGES);
  expect(journal.hasFormerMessages(pair)).toBe(false);
});
