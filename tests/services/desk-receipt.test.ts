import { describe, expect, it } from 'vitest';
import { receiptDocument } from '../../main/services/desk/receipt/receipt-document.ts';
import { receiptView } from '../../main/services/desk/receipt/receipt-view.ts';
import { receiptVerdict } from '../../main/services/receipt-verdict.ts';
import { receiptWords } from '../../main/services/receipt-words.ts';
import { describeMessageProblem } from '../../shared/describe-message-problem.ts';
import { describeShortfall, shortfallSpeaker } from '../../shared/describe-shortfall.ts';
import { shortfallReasons } from '../../shared/model/shortfall.ts';
import { receiptView as shape } from '../../shared/ipc/receipt-view.ts';
import { leftOutText, renameText } from '../../shared/plan-words.ts';
import { bytesText, countText, messagesText } from '../../shared/quantity-text.ts';
import type { Receipt, ReceiptException } from '../../shared/model/receipt.ts';
import { sampleReceipt, sampleReceiptMailbox } from './sample-receipt.ts';

function exception(change: Partial<ReceiptException> = {}): ReceiptException {
  return {
    mailbox: 'INBOX',
    uid: 12,
    size: 38_000_000,
    internalDate: '17-Jul-1996 02:44:25 -0700',
    outcome: 'failed',
    problem: {
      ...{ kind: 'too-big', serverText: '[TOOBIG] Too big', from: 'Photos <photos@example.org>' },
      ...{ subject: 'Summer', date: 'Wed, 17 Jul 1996 02:44:25 -0700' },
    },
    ...change,
  };
}

/** A receipt on which there is something to say in every place. */
function fullReceipt(): Receipt {
  return sampleReceipt({
    totals: { ...sampleReceipt().totals, failed: 2, altered: 1, skipped: 2, waiting: 3, alreadyThere: 4 },
    mailboxes: [
      sampleReceiptMailbox({ failed: 1, altered: 2, skipped: 3, waiting: 4 }),
      sampleReceiptMailbox({ source: 'a.b', destination: 'a_b', renamed: ['collision'], droppedKeywords: { $x: 3 } }),
    ],
    exceptions: [
      exception(),
      exception({ problem: { kind: 'silence', serverText: null } }),
      exception({ outcome: 'altered', problem: { kind: 'altered', serverText: null, differs: ['date', 'flags'] } }),
    ],
    skippedBy: { 'before-since': 1, 'after-until': 4, 'over-max-size': 2, 'gone-at-source': 3 },
    shortfalls: shortfallReasons.map((reason, place) => ({
      ...{ mailbox: 'INBOX', reason, side: place % 2 === 0 ? 'source' : 'destination' },
      ...{ messages: place === 0 ? null : place - 1, serverText: place === 0 ? '[TOOBIG] Too big' : null },
    })),
  });
}

describe('a message that was refused', () => {
  it('is told with what is wrong with it, and in which form it arrived, in both languages', () => {
    const refused = { kind: 'message-refused', serverText: null } as const;
    expect(describeMessageProblem({ ...refused, flaw: 'nul' })).toBe(
      'was refused by the new server (it holds NUL characters)',
    );
    expect(describeMessageProblem({ ...refused, flaw: 'other' }, 'fr')).toBe('a été refusé par le nouveau serveur');
    const wrapped = { kind: 'altered', serverText: null, treatment: 'wrap', differs: ['content', 'date'] } as const;
    expect(describeMessageProblem(wrapped)).toBe(
      'was refused as it is, and arrived unchanged as the attachment of a small message, as you chose (its date of arrival)',
    );
    const html = receiptDocument(
      sampleReceipt({ exceptions: [exception({ outcome: 'altered', problem: { ...wrapped, differs: ['content'] } })] }),
      'html',
      'en',
    );
    expect(html).toContain('Refused as they are, and sent in another form: 1 message');
    expect(html).not.toContain('Arrived, but changed by the new server');
  });
});

describe('the receipt for the window', () => {
  it('has everything the receipt has', () => {
    const view = shape.parse(receiptView(fullReceipt(), { nul: 'wrap' }));
    expect(view).toMatchObject({
      from: { user: 'me@old.example', host: 'imap.old.example' },
      totals: { messages: 600, failed: 2, waiting: 3, alreadyThere: 4 },
      leftOut: [{ name: 'Junk', reason: 'spam', messages: 7 }],
      skippedBy: { 'before-since': 1, 'after-until': 4, 'over-max-size': 2, 'gone-at-source': 3 },
      exceptionCount: 3,
      treatments: { nul: 'wrap' },
    });
    expect(view.mailboxes[1]).toMatchObject({
      source: 'a.b',
      from: 'a.b',
      to: 'a_b',
      renamed: ['collision'],
      droppedKeywords: 3,
    });
    expect(view.exceptions[0]).toEqual({
      ...{
        source: 'INBOX',
        mailbox: 'INBOX',
        uid: 12,
        bytes: 38_000_000,
        outcome: 'failed',
        kind: 'too-big',
        side: null,
      },
      ...{
        internalDate: '17-Jul-1996 02:44:25 -0700',
        differs: [],
        flaw: null,
        treatment: null,
        serverText: '[TOOBIG] Too big',
      },
      ...{ date: 'Wed, 17 Jul 1996 02:44:25 -0700', from: 'Photos <photos@example.org>', subject: 'Summer' },
    });
    expect(view.exceptions[1]).toMatchObject({ serverText: null, date: null, from: null, subject: null });
    expect(view.exceptions[2]).toMatchObject({ outcome: 'altered', differs: ['date', 'flags'] });
  });

  it('does not call left out what only holds others', () => {
    const leftOut = [
      { source: '[Gmail]', reason: 'not-selectable', messages: 0 },
      { source: 'Junk', reason: 'spam', messages: 7 },
    ] as const;
    const receipt = sampleReceipt({ leftOut });
    expect(receiptView(receipt, {}).leftOut).toEqual([{ name: 'Junk', reason: 'spam', messages: 7 }]);
    expect(receiptDocument(receipt, 'html', 'en')).not.toContain('[Gmail]');
    expect(receiptDocument(receipt, 'json', 'en')).toContain('"[Gmail]"');
  });

  it('has every shortfall, and what they come to', () => {
    const view = shape.parse(receiptView(fullReceipt(), {}));
    expect(view.shortfalls.map(({ reason }) => reason)).toEqual(shortfallReasons);
    expect(view.shortfalls[0]).toEqual({
      ...{ mailbox: 'INBOX', reason: 'given-up', messages: null, side: 'source', serverText: '[TOOBIG] Too big' },
    });
    expect(view.tally).toEqual({
      missing: { mailboxes: 1, messages: 6, isCounted: false },
      toCome: { mailboxes: 1, messages: 0, isCounted: true },
      countedTwice: 3,
    });
    expect(view.mailboxes.map(({ isIncomplete }) => isIncomplete)).toEqual([true, false]);
  });

  it('carries at most 500 shortfalls, and counts all of them', () => {
    const shortfalls = Array.from({ length: 600 }, (_, place) => ({
      ...{ mailbox: String(place), reason: 'hidden' as const, messages: 1, side: null, serverText: null },
    }));
    const view = shape.parse(receiptView(sampleReceipt({ shortfalls }), {}));
    expect(view.shortfalls).toHaveLength(500);
    expect(view.tally.missing.mailboxes).toBe(600);
  });

  it('carries at most 500 exceptions and says how many there are', () => {
    const exceptions = Array.from({ length: 1_200 }, (_, uid) => exception({ uid }));
    const view = shape.parse(receiptView(sampleReceipt({ exceptions }), {}));
    expect(view.exceptions).toHaveLength(500);
    expect(view.exceptions[499]?.uid).toBe(499);
    expect(view.exceptionCount).toBe(1_200);
  });

  it.each(['<b>\u202Eevil\u0000\n', 'x'.repeat(50_000), '\u0301'.repeat(9_000)])('cleans %#', (text) => {
    const nasty = shape.parse(
      receiptView(
        sampleReceipt({
          from: { user: text, host: text },
          mailboxes: [sampleReceiptMailbox({ source: text, destination: text })],
          leftOut: [{ source: text, reason: 'excluded', messages: 1 }],
          shortfalls: [{ mailbox: text, reason: 'given-up', messages: 1, side: 'source', serverText: text }],
          exceptions: [
            exception({
              mailbox: text,
              internalDate: text,
              problem: { kind: 'altered', serverText: text, subject: text, from: text, date: text },
            }),
          ],
        }),
        {},
      ),
    );
    // The source's own names are keys, and never shown.
    const shownText = JSON.stringify(nasty, (name, value: unknown) => (name === 'source' ? '' : value));
    expect(shownText).not.toMatch(/\u202E|\\u0000|\\n/);
    expect(shownText.length).toBeLessThan(8_000);
  });
});

describe('the receipt as a file', () => {
  it('for machines is the whole receipt', () => {
    const receipt = fullReceipt();
    expect(JSON.parse(receiptDocument(receipt, 'json', 'fr'))).toEqual(JSON.parse(JSON.stringify(receipt)));
  });

  it('for people is in their language', () => {
    const [english, french] = (['en', 'fr'] as const).map((language) =>
      receiptDocument(fullReceipt(), 'html', language),
    );
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('Stayed behind');
    expect(french).toContain('<html lang="fr">');
    expect(french).toContain('3\u00A0messages supprimés dans l’ancienne boîte');
    expect(french).toMatch(/1 janvier 2026/);
    const tags = (html = ''): readonly string[] => html.replace(/lang="\w+"/, '').match(/<[^>]*>/g) ?? [];
    expect(tags(french)).toEqual(tags(english));
  });

  it('in French has no word of English left', () => {
    const html = receiptDocument(fullReceipt(), 'html', 'fr').replace(/<style>[^]*<\/style>/, '');
    const text = html.replace(/<[^>]*>/g, ' ').replace(/\S+\.example|\[TOOBIG\] Too big/g, '');
    expect(text).not.toMatch(/\b(the|and|of|arrived|server|mailbox|folder|was|not|by|old|new|still|copied|size)\b/i);
  });
});

/** Every text of a language, with numbers where there are numbers. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function')
    return [0, 1, 2, 1234].flatMap((n) => textsOf((value as (...a: unknown[]) => unknown)(n, n, 'x')));
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap((one) => textsOf(one));
}

describe('French', () => {
  const whole = sampleReceipt();
  const { totals } = whole;
  const problems = ['gone-at-source', 'altered', 'too-big', 'no-permission', 'name-refused', 'silence'] as const;
  const texts = [
    ...textsOf(receiptWords.fr),
    ...[{}, { failed: 1 }, { failed: 2 }, { altered: 1 }, { waiting: 5 }, { verified: 0 }, { verified: 1 }].flatMap(
      (change) => textsOf(receiptVerdict({ ...whole, totals: { ...totals, ...change } }, 'fr')),
    ),
    ...[0, 1, 2, null].flatMap((messages) =>
      shortfallReasons.flatMap((reason) =>
        ([null, 'source', 'destination'] as const).flatMap((side) => {
          const shortfall = { mailbox: 'x', reason, messages, side, serverText: messages === 1 ? 'x' : null };
          const verdict = receiptVerdict({ totals, shortfalls: [shortfall] }, 'fr');
          return textsOf([describeShortfall(shortfall, 'fr'), shortfallSpeaker(side, 'fr'), verdict]);
        }),
      ),
    ),
    ...(['source', 'destination'] as const).flatMap((side) =>
      (['bye', 'silence', 'protocol', 'refused', 'missing', 'kept-once', 'no-such-mailbox', 'altered'] as const).map(
        (kind) => describeMessageProblem({ kind, side, serverText: null, differs: ['date'] }, 'fr'),
      ),
    ),
    ...problems.map((kind) => describeMessageProblem({ kind, serverText: null, differs: ['content', 'size'] }, 'fr')),
    renameText(['role', 'delimiter-in-name', 'reserved-characters', 'reserved-name', 'too-long', 'too-deep'], 'fr'),
    leftOutText('spam', 'fr'),
  ];

  it('has its spaces before : ; ? ! and within « »', () => {
    expect(texts.length).toBeGreaterThan(80);
    for (const text of texts) {
      expect(text).not.toMatch(/[^\u00A0\u202F\d][:;?!]/);
      expect(text).not.toMatch(/«[^\u00A0]|[^\u00A0]»|'|"|“/);
    }
  });

  it('counts as people do: 0 and 1 are singular', () => {
    expect([0, 1, 2].map((n) => messagesText(n, 'fr'))).toEqual([
      '0\u00A0message',
      '1\u00A0message',
      '2\u00A0messages',
    ]);
    expect(countText(1_234_567, 'fr')).toBe('1\u202F234\u202F567');
    expect([0, 812_000, 4_100_000, 5e15].map((n) => bytesText(n, 'fr'))).toEqual([
      ...['0\u00A0o', '812\u00A0ko', '4,1\u00A0Mo', '5\u202F000\u00A0To'],
    ]);
    expect(receiptVerdict({ ...whole, totals: { ...totals, copied: 1, alreadyThere: 0 } }, 'fr').headline).toBe(
      '1\u00A0message est arrivé',
    );
    expect(receiptVerdict(whole, 'fr').headline).toBe('Les 598\u00A0messages sont tous arrivés');
    expect(receiptVerdict({ ...whole, totals: { ...totals, failed: 1 } }, 'fr').headline).toBe(
      '598\u00A0messages sont arrivés, 1 n’est pas arrivé',
    );
  });
});
