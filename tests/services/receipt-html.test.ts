import { describe, expect, it } from 'vitest';
import { receiptHtml } from '../../main/services/receipt-html.ts';
import { receiptVerdict } from '../../main/services/receipt-verdict.ts';
import type { ReceiptException } from '../../shared/model/receipt.ts';
import type { Shortfall } from '../../shared/model/shortfall.ts';
import { sampleReceipt, sampleReceiptMailbox } from './sample-receipt.ts';

const refused: ReceiptException = {
  ...{ mailbox: 'INBOX', uid: 12, size: 38_000_000, internalDate: '17-Jul-1996 02:44:25 -0700', outcome: 'failed' },
  problem: {
    ...{ kind: 'too-big', serverText: '[TOOBIG] Too big', from: 'Photos <photos@example.org>' },
    ...{ subject: 'Summer', date: 'Wed, 17 Jul 1996 02:44:25 -0700' },
  },
};

/** Names that would like to be more than text. */
const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><style>*{display:none}',
  '--><!--',
  '&lt;b&gt;',
  'invoice\u202Egnp.exe',
  '{{constructor}} ${1} %s',
  'x'.repeat(10_000),
];

describe('the page', () => {
  it('stands alone: no script, nothing loaded', () => {
    const html = receiptHtml(sampleReceipt({ exceptions: [refused] }));
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).not.toMatch(/<script|<link|<iframe|<img|@import|url\(|https?:|javascript:|\son\w+=/i);
    expect(html).toContain("default-src 'none'");
    expect(html).toMatch(/prefers-color-scheme: dark/);
    expect(html).toMatch(/@media print/);
  });

  it('names an exception with all that recognises it', () => {
    const html = receiptHtml(sampleReceipt({ exceptions: [refused] }));
    for (const text of ['Summer', 'Photos &lt;photos@example.org&gt;', 'INBOX', '17-Jul-1996 02:44:25 -0700', '38 MB'])
      expect(html).toContain(text);
    expect(html).toContain('is larger than the new server takes');
    expect(html).toContain('[TOOBIG] Too big');
  });

  it('tells what stayed behind, what was renamed and what was dropped', () => {
    const mailbox = sampleReceiptMailbox({
      ...{ source: 'a.b', destination: 'a_b', renamed: ['delimiter-in-name'], droppedKeywords: { $Odd: 3 } },
    });
    const html = receiptHtml(sampleReceipt({ mailboxes: [mailbox] }));
    expect(html).toContain('the name contains the separator of the new server');
    expect(html).toMatch(/\$Odd<\/bdi> \(3\)/);
    expect(html).toMatch(/Junk<\/bdi>: 7 messages \(spam\)/);
    expect(html).toContain('2 messages older than the chosen date');
  });

  it.each([
    [
      'en',
      'All 598 messages arrived',
      />598 messages arrived, 60 are there twice</,
      'There twice',
      'Came in meanwhile',
    ],
    ['fr', 'Les 598', />598\smessages sont arrivés, dont 60 en double</, 'En double', 'Arrivé entre-temps'],
  ] as const)(
    'tells in %s what is there twice, and apart from it what else came in',
    (language, all, twice, ...titles) => {
      const newcomers = [
        { mailbox: 'INBOX', messages: 60, doubled: 60, isCounted: true },
        { mailbox: '<b>Sent', messages: 3, doubled: 0, isCounted: true },
      ];
      const html = receiptHtml(sampleReceipt({ newcomers }), language);
      expect(html).toMatch(twice);
      expect(html).toMatch(/<header class="warn">/);
      for (const title of titles) expect(html).toContain(`<h2>${title}</h2>`);
      expect(html).toContain('&lt;b&gt;Sent');
      const newMail = receiptHtml(sampleReceipt({ newcomers: newcomers.slice(1) }), language);
      expect(newMail).toContain(all);
      expect(newMail).toMatch(/<header class="good">/);
      expect(newMail).not.toContain(`<h2>${titles[0]}</h2>`);
    },
  );

  it('has a section for what no single message tells, with the server’s words as a quotation and the next step', () => {
    const hidden: Shortfall = { mailbox: 'Archive', reason: 'hidden', messages: 30, side: 'source', serverText: null };
    const givenUp: Shortfall = {
      ...hidden,
      mailbox: 'Old',
      reason: 'given-up',
      messages: null,
      serverText: 'NO <b>later',
    };
    const mailboxes = [sampleReceiptMailbox({ source: 'Archive', destination: 'Archive' })];
    const html = receiptHtml(sampleReceipt({ mailboxes, shortfalls: [hidden, givenUp] }));
    expect(html).toContain('<h2>2 folders are not complete</h2>');
    expect(html).toMatch(
      /Archive<\/bdi><\/strong>: the old server says that it holds more than it shows \(30 messages missing\)/,
    );
    expect(html).toContain('how many messages that concerns is not known');
    expect(html).toMatch(/<blockquote>The old server says: “<bdi>NO &lt;b&gt;later<\/bdi>”<\/blockquote>/);
    expect(html).toContain('show these words to the host of the old server');
    expect(html).toContain('<td>not complete<br>');
    expect(html).toContain('<dt>did not arrive</dt><dd>30</dd>');
    const french = receiptHtml(sampleReceipt({ shortfalls: [hidden] }), 'fr');
    expect(french).toContain('<h2>Un dossier n’est pas complet</h2>');
    expect(receiptHtml(sampleReceipt())).not.toContain('not complete');
  });

  it('calls left behind by choice only what was, and a change of the new server only that', () => {
    const undated: ReceiptException = {
      ...{ mailbox: 'INBOX', uid: 3, size: 1, internalDate: '', outcome: 'altered' },
      problem: { kind: 'altered', side: 'source', differs: ['date'], serverText: null },
    };
    const html = receiptHtml(
      sampleReceipt({
        skippedBy: { 'before-since': 0, 'after-until': 0, 'over-max-size': 0, 'gone-at-source': 2 },
        exceptions: [undated],
      }),
    );
    expect(html).toContain('<dt>deleted meanwhile</dt><dd>2</dd>');
    expect(html).toContain('<h2>Deleted meanwhile</h2>');
    expect(html).not.toContain('left behind by choice');
    expect(html).toContain('Arrived with the date of their Date line, since the old server told none: 1 message');
    expect(html).not.toContain('changed by the new server');
  });

  it.each(hostile)('shows %j as text wherever it stands', (text) => {
    const [plain, page] = ['harmless', text].map((name) =>
      receiptHtml(
        sampleReceipt({
          from: { user: name, host: name },
          mailboxes: [sampleReceiptMailbox({ source: name, destination: name, droppedKeywords: { [name]: 1 } })],
          leftOut: [{ source: name, reason: 'excluded', messages: 1 }],
          exceptions: [
            {
              ...{ ...refused, mailbox: name, internalDate: name },
              problem: { kind: 'altered', serverText: name, subject: name, from: name, date: name },
            },
          ],
          shortfalls: [{ mailbox: name, reason: 'given-up', messages: 3, side: 'source', serverText: name }],
        }),
      ),
    );
    // The same markup, tag by tag: nothing in the text became a part of it.
    const tags = (html = ''): readonly string[] => html.match(/<[^>]*>/g) ?? [];
    expect(tags(page)).toEqual(tags(plain));
    expect(page).not.toContain('\u202E');
    expect(page?.length).toBeLessThan((plain?.length ?? 0) + 6000);
  });
});

describe('the verdict', () => {
  const { totals } = sampleReceipt();
  it.each([
    [{}, 'All 598 messages arrived', true],
    [{ failed: 2 }, '598 messages arrived, 2 did not', false],
    [{ altered: 3 }, 'All 598 messages arrived, 3 changed', false],
    [{ waiting: 9, failed: 1 }, '9 messages still to come', false],
  ])('%j: %s', (change, headline, clean) => {
    expect(receiptVerdict(sampleReceipt({ totals: { ...totals, ...change } }))).toMatchObject({ headline, clean });
  });

  it.each<[Partial<Shortfall>, object, string]>([
    [{ messages: 12 }, {}, '598 messages arrived, 12 did not'],
    [{ messages: 12 }, { failed: 2, altered: 1 }, '598 messages arrived, 14 did not'],
    [{ messages: null }, { failed: 2 }, '598 messages arrived, at least 2 did not'],
    [{ messages: null }, {}, '598 messages arrived, but one folder is not complete'],
    [{ messages: 0 }, {}, '598 messages arrived, but one folder is not complete'],
    [{ messages: 2, reason: 'shared-uid' }, {}, '596 messages arrived, 2 did not'],
    [{ messages: 9, reason: 'not-looked-into' }, {}, '9 messages still to come'],
    [{ messages: null, reason: 'not-looked-into' }, {}, 'There is more to come'],
    [{ messages: null, reason: 'not-looked-into' }, { waiting: 3 }, 'At least 3 messages still to come'],
  ])('is never clean with a shortfall: %j, %j', (change, counts, headline) => {
    const plain: Shortfall = { mailbox: 'Archive', reason: 'given-up', messages: 1, side: null, serverText: null };
    const receipt = sampleReceipt({ totals: { ...totals, ...counts }, shortfalls: [{ ...plain, ...change }] });
    expect(receiptVerdict(receipt)).toMatchObject({ headline, clean: false });
    expect(receiptHtml(receipt)).not.toContain('All 598 messages arrived');
    expect(receiptVerdict(receipt, 'fr').headline).not.toMatch(/sont tous arrivés/);
  });

  it.each([
    [{ compared: 598 }, 'Each of them was read again at the new server and compared with the old one, byte for byte.'],
    [
      { compared: 200, comparedAtRandom: 200 },
      'compared with the old one. 200 of 598 messages compared byte for byte, chosen at random.',
    ],
    [
      { compared: 203, comparedAtRandom: 200 },
      '203 of 598 messages compared byte for byte, 200 of them chosen at random.',
    ],
    [
      { altered: 1, compared: 200, comparedAtRandom: 200 },
      'with what differs. 200 of 598 messages compared byte for byte, chosen at random.',
    ],
  ])('tells of %j how many were compared byte for byte, and how they were chosen', (change, meaning) => {
    expect(receiptVerdict(sampleReceipt({ totals: { ...totals, ...change } })).meaning).toContain(meaning);
    expect(receiptHtml(sampleReceipt({ totals: { ...totals, ...change } }))).toContain('compared byte for byte');
  });

  it('claims a comparison only for what was compared', () => {
    const meaning = (verified: number): string =>
      receiptVerdict(sampleReceipt({ totals: { ...totals, verified } })).meaning;
    expect(meaning(598)).toMatch(/^Each of them was found again/);
    expect(meaning(597)).toMatch(/^597 of them/);
    expect(meaning(0)).toMatch(/not compared/);
  });
});
