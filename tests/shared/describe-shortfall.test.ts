import { describe, expect, it } from 'vitest';
import { describeShortfall, givenUpLine, shortfallLine } from '../../shared/describe-shortfall.ts';
import { shortfallReasons, type Shortfall } from '../../shared/model/shortfall.ts';
import { tallyShortfalls } from '../../shared/tally-shortfalls.ts';

function shortfall(change: Partial<Shortfall> = {}): Shortfall {
  return { mailbox: 'Archive', reason: 'given-up', messages: 12, side: 'source', serverText: null, ...change };
}

const hostile = '\u001B[31mrm -rf\u202E “quoted”\r\nsecond line';

describe.each(['en', 'fr'] as const)('in %s', (language) => {
  it.each(shortfallReasons)('%s says what, how many, and what to do, whichever server it is', (reason) => {
    for (const side of ['source', 'destination', null] as const) {
      for (const messages of [null, 0, 1, 1_234]) {
        const { what, amount, next } = describeShortfall(shortfall({ reason, side, messages }), language);
        expect(next).toMatch(/\.$/);
        for (const text of [what, amount, next]) expect(text).not.toMatch(/undefined|null|^$/);
        if (messages === 1_234) expect(amount).toMatch(/1[,\u202F]234/);
      }
    }
  });

  it('names the server that is at fault, and only that', () => {
    const what = (side: Shortfall['side']): string => describeShortfall(shortfall({ side }), language).what;
    const [old, fresh] = language === 'en' ? [/old server/, /new server/] : [/ancien serveur/, /nouveau serveur/];
    expect(what('source')).toMatch(old);
    expect(what('source')).not.toMatch(fresh);
    expect(what('destination')).toMatch(fresh);
    expect(what('destination')).not.toMatch(old);
    expect(what(null)).not.toMatch(/serve/);
  });

  it('asks to show the words to somebody only where there are words', () => {
    const next = (serverText: string | null): string => describeShortfall(shortfall({ serverText }), language).next;
    expect(next('no')).not.toBe(next(null));
    expect(next('\u202E')).toBe(next(null));
  });
});

it('is one plain line with the server’s own sentence, which can neither colour nor reorder it', () => {
  expect(shortfallLine(shortfall({ mailbox: 'Old\u202E mail', serverText: hostile }))).toBe(
    'Old mail: the old server did not let it be read to its end (12 messages missing). The old server says: “[31mrm -rf “quoted” second line”. Run the move again; if it stays so, show these words to the host of the old server.',
  );
  expect(givenUpLine({ mailbox: 'Archive', side: 'destination', serverText: 'no' })).toBe(
    'Archive: the new server did not let it be filled to its end, and is tried again in the next run. The new server says: “no”.',
  );
});

it('never invents a number', () => {
  expect(shortfallLine(shortfall({ messages: null }))).toContain('how many messages that concerns is not known');
  expect(shortfallLine(shortfall({ messages: null }))).not.toMatch(/\d/);
});

describe('the sum', () => {
  it('counts a mailbox once, however it falls short', () => {
    const both = [shortfall(), shortfall({ reason: 'hidden', messages: 3 })];
    expect(tallyShortfalls(both).missing).toEqual({ mailboxes: 1, messages: 15, isCounted: true });
  });

  it('keeps what is still to come from what is missing, and knows what it does not know', () => {
    const { missing, toCome, countedTwice } = tallyShortfalls([
      shortfall({ messages: null }),
      shortfall({ mailbox: 'b', reason: 'not-looked-into', messages: 40 }),
      shortfall({ mailbox: 'c', reason: 'shared-uid', messages: 2 }),
    ]);
    expect(missing).toEqual({ mailboxes: 2, messages: 2, isCounted: false });
    expect(toCome).toEqual({ mailboxes: 1, messages: 40, isCounted: true });
    expect(countedTwice).toBe(2);
  });

  it('of nothing is nothing', () => {
    const nothing = { mailboxes: 0, messages: 0, isCounted: true };
    expect(tallyShortfalls([])).toEqual({ missing: nothing, toCome: nothing, countedTwice: 0 });
  });
});
