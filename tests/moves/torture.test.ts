import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareAccounts, describeDifferences } from '../support/compare-mailboxes.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { connectOptions, rawAccount, ServerMove } from '../support/dovecot-move.ts';
import { alteredOnStoring } from '../support/torture-alterations.ts';
import { loadCorpus, type LoadedCorpus } from '../support/torture-corpus.ts';

let old: Dovecot;
let corpus: LoadedCorpus;

beforeAll(async () => {
  old = await startDovecot({ format: 'maildir', separator: '.' });
  corpus = await loadCorpus(old);
});

afterAll(async () => {
  await old.stop();
});

const destinations = {
  'mdbox with / and quota': { format: 'mdbox', separator: '/', specialUse: true, quotaMegabytes: 500 },
  'Maildir with prefix INBOX.': { format: 'maildir', separator: '.', prefix: 'INBOX.' },
} as const;

for (const [name, options] of Object.entries(destinations)) {
  test(`every hard message arrives in ${name}; exactly those it alters are named`, async () => {
    const fresh = await startDovecot(options);
    try {
      const move = ServerMove.between(connectOptions(old), connectOptions(fresh));
      const outcome = await move.run({ verify: 'deep' });
      const altered = Object.keys(alteredOnStoring);
      expect(outcome).toMatchObject({
        end: 'finished',
        copied: corpus.messages,
        failed: 0,
        waiting: 0,
        altered: altered.length,
      });
      const found = await compareAccounts(rawAccount(old), rawAccount(fresh), move.mapping());
      // What the comparison finds altered must be what the receipt names, message by message.
      const contentAltered = Object.values(alteredOnStoring).filter((what) => what === 'content').length;
      expect(found.altered, describeDifferences(found).join('\n')).toHaveLength(contentAltered);
      expect(found.missing).toHaveLength(contentAltered);
      expect(found.extra).toHaveLength(contentAltered);
      expect({ ...found, altered: [], missing: [], extra: [], compared: 0 }).toMatchObject({
        doubled: [],
        flagDiffers: [],
        missingMailboxes: [],
        missingSubscriptions: [],
        orderDiffers: [],
      });
      const named = move.journal
        .exceptions(1, null, 100)
        .map(({ uid, problem }) => ({ uid, differs: problem?.differs }));
      expect(named.filter(({ differs }) => differs?.includes('content')).map(({ uid }) => uid)).toEqual(
        found.altered.map(({ source }) => source.uid).toSorted((one, other) => one - other),
      );
      expect(named.filter(({ differs }) => differs?.includes('date')).map(({ uid }) => uid)).toEqual(
        found.dateDiffers.map(({ source }) => source.uid),
      );
      await expectNothingToDo(move, corpus.messages);
      move.loseJournal();
      const again = await move.run({ verify: 'deep' });
      expect(again, 'without the journal everything is recognised').toMatchObject({
        copied: 0,
        alreadyThere: corpus.messages,
        failed: 0,
      });
    } finally {
      await fresh.stop();
    }
  });
}

async function expectNothingToDo(move: ServerMove, copied: number): Promise<void> {
  const before = move.events.length;
  expect(await move.run({ verify: 'deep' })).toMatchObject({ end: 'finished', copied });
  const phases = move.events.slice(before).flatMap((event) => (event.event === 'mailbox' ? [event.mailbox.phase] : []));
  expect(new Set(phases)).toEqual(new Set(['done']));
}
