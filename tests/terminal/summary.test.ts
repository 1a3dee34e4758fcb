import { describe, expect, it } from 'vitest';
import { outcomeLines, receiptLines } from '../../main/terminal/summary.ts';
import { chooseStyle } from '../../main/terminal/style.ts';
import { fatesOf, noFates, type Fates } from '../../shared/fates.ts';
import type { MigrationOutcome } from '../../shared/model/migration-event.ts';
import type { Newcomers } from '../../shared/model/newcomers.ts';
import type { Side } from '../../shared/model/problem.ts';
import type { ReceiptException } from '../../shared/model/receipt.ts';
import type { Shortfall } from '../../shared/model/shortfall.ts';
import { sampleReceipt } from '../services/sample-receipt.ts';

const canvas = { columns: 1_000, style: chooseStyle({ LANG: 'en_GB.UTF-8' }, false, 'linux') };

const clean: MigrationOutcome = {
  ...{ end: 'finished', copied: 598, alreadyThere: 0, skipped: 0, failed: 0, altered: 0, waiting: 0, shortfalls: [] },
  ...{ compared: 0, comparedAtRandom: 0, bytes: 26_000_000, seconds: 12, reason: null, side: null },
};

function shortfall(change: Partial<Shortfall> = {}): Shortfall {
  return { mailbox: 'Archive', reason: 'given-up', messages: 12, side: 'source', serverText: null, ...change };
}

function newcomers(change: Partial<Newcomers> = {}): Newcomers {
  return { mailbox: 'INBOX', messages: 63, doubled: 60, isCounted: true, ...change };
}

/** What a run says at its end, line by line. */
function said(outcome: Partial<MigrationOutcome>, fates: Partial<Fates> = {}): readonly string[] {
  const ending = { copiedNow: null, verified: 0, fates: { ...noFates, ...fates }, next: [] };
  return outcomeLines({ ...clean, ...outcome }, ending, canvas);
}

describe('the headline', () => {
  it.each<[Partial<MigrationOutcome>, string]>([
    [{}, 'Everything arrived: 598 messages, 26 MB.'],
    [{ altered: 3 }, 'Everything arrived: 598 messages, of which 3 are not exactly as before.'],
    [{ newcomers: [newcomers()] }, '598 messages arrived, and 60 are there twice.'],
    [{ newcomers: [newcomers({ doubled: 0 })] }, 'Everything arrived: 598 messages, 26 MB.'],
    [{ newcomers: [newcomers({ messages: 1, doubled: 1 })] }, '598 messages arrived, and 1 is there twice.'],
    [{ failed: 2, newcomers: [newcomers()] }, '598 messages arrived, 2 did not.'],
    [{ failed: 2 }, '598 messages arrived, 2 did not.'],
    [{ failed: 12, shortfalls: [shortfall()] }, '598 messages arrived, 12 did not.'],
    [{ failed: 2, shortfalls: [shortfall({ messages: null })] }, '598 messages arrived, at least 2 did not.'],
    [{ shortfalls: [shortfall({ messages: null })] }, '598 messages arrived, but one mailbox is not complete.'],
    [
      { shortfalls: [shortfall({ messages: 0 }), shortfall({ mailbox: 'b', messages: null })] },
      '598 messages arrived, but 2 mailboxes are not complete.',
    ],
    [
      { failed: 2, shortfalls: [shortfall({ reason: 'shared-uid', messages: 2, side: 'destination' })] },
      '596 messages arrived, 2 did not.',
    ],
    [
      { end: 'stopped', waiting: 40, shortfalls: [shortfall({ messages: 0 })] },
      'Stopped: 598 of 638 messages are at the new server. Everything so far is safe.',
    ],
  ])('of %j', (outcome, headline) => {
    expect(said(outcome)[0]).toBe(headline);
  });

  it('never says that everything arrived where something is missing', () => {
    const reasons = ['given-up', 'not-looked-into', 'hidden', 'not-entered', 'shared-uid'] as const;
    for (const reason of reasons)
      for (const messages of [null, 0, 5])
        expect(said({ altered: 1, shortfalls: [shortfall({ reason, messages })] }).join('\n')).not.toContain(
          'Everything arrived',
        );
  });
});

describe('where the others went', () => {
  it('blames the server that is at fault, and calls chosen only what was chosen', () => {
    const fates = { chosen: 4, gone: 3, notHandedOver: 2, notTaken: 1, notKept: 5, notCopied: 6 };
    expect(said({ failed: 14, skipped: 7 }, fates)[1]).toBe(
      '598 copied, 4 left behind as you chose, 3 deleted in the old mailbox while it was moved, 2 not handed over by the old server, 1 not taken by the new server, 5 taken by the new server, but not there, 6 not copied.',
    );
  });

  it('is not nothing where only a mailbox failed that nobody could count', () => {
    const lines = said({ copied: 0, shortfalls: [shortfall({ messages: null })] });
    expect(lines.join('\n')).not.toContain('nothing to copy');
    expect(said({ copied: 0 })).toContain('There was nothing to copy.');
  });

  it('each mailbox that is not complete has a line, in the words of its server', () => {
    const lines = said({ failed: 12, shortfalls: [shortfall({ serverText: '[SERVERBUG] Internal error' })] });
    expect(lines).toContain(
      'Archive: the old server did not let it be read to its end (12 messages missing). The old server says: “[SERVERBUG] Internal error”. Run the move again; if it stays so, show these words to the host of the old server.',
    );
  });

  it('of many such mailboxes the first are named, and the rest counted', () => {
    const many = Array.from({ length: 14 }, (_, place) => shortfall({ mailbox: `Box ${String(place)}` }));
    expect(said({ shortfalls: many })).toContain('and 4 more such mailboxes; the receipt names them all');
  });
});

describe('a receipt', () => {
  const failed = (kind: 'bye' | 'too-big', side: Side): ReceiptException => ({
    ...{ mailbox: 'INBOX', uid: 1, size: 1, internalDate: '', outcome: 'failed' },
    problem: { kind, side, serverText: null },
  });
  const receipt = sampleReceipt({
    skippedBy: { 'before-since': 1, 'after-until': 0, 'over-max-size': 0, 'gone-at-source': 1 },
    exceptions: [failed('bye', 'source'), failed('too-big', 'destination')],
    shortfalls: [
      shortfall({ reason: 'hidden' }),
      shortfall({ mailbox: 'New', reason: 'not-looked-into', messages: 9 }),
    ],
  });

  it('sorts what did not come along by who kept it from coming', () => {
    expect(fatesOf(receipt)).toEqual({
      ...{ chosen: 1, gone: 1, notHandedOver: 13, notTaken: 1, notKept: 0, notCopied: 0, notYet: 0, toCome: 9 },
    });
  });

  it('says the same in a terminal, with a line for each mailbox', () => {
    const lines = receiptLines(receipt, canvas);
    expect(lines).toContain(
      '598 copied, 1 left behind as you chose, 1 deleted in the old mailbox while it was moved, 13 not handed over by the old server, 1 not taken by the new server, 9 still to come.',
    );
    expect(lines.filter((line) => line.startsWith('Archive: the old server says that it holds more'))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('New: Homing has not looked into it yet'))).toHaveLength(1);
  });
});

describe('what came in meanwhile', () => {
  it('is told apart: what is there twice, and new mail', () => {
    const lines = said({ newcomers: [newcomers(), newcomers({ mailbox: 'Sent\u202E', messages: 1, doubled: 0 })] });
    expect(lines.filter((line) => line.includes('in the new mailbox'))).toEqual([
      'INBOX in the new mailbox: 60 messages are there twice: another computer or program brought them, too, while this move was copying. Nothing is missing. Stop the other copy; then remove one of each in the new mailbox.',
      'INBOX in the new mailbox: 3 messages came in from elsewhere since this move began. New mail, for example: this move did not put them there.',
      'Sent in the new mailbox: 1 message came in from elsewhere since this move began. New mail, for example: this move did not put it there.',
    ]);
  });

  it('is "at least" where not all were looked at, and never hides what is there twice behind new mail', () => {
    const many = Array.from({ length: 15 }, (_, place) => newcomers({ mailbox: String(place), doubled: 0 }));
    const lines = said({ newcomers: [...many, newcomers({ mailbox: 'last', isCounted: false })] });
    expect(lines.find((line) => line.startsWith('last'))).toContain('At least 60 messages are there twice');
    expect(lines).toContain('and 7 more of that kind; the receipt has all');
    expect(receiptLines(sampleReceipt({ newcomers: [newcomers()] }), canvas).join()).toContain('there twice');
  });
});
