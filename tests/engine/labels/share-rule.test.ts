import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelKeyword } from '../../../main/engine/labels/label-keyword.ts';
import { labelSource } from '../../../main/engine/labels/label-folders.ts';
import { shareOf, shareRule, type ShareRule } from '../../../main/engine/labels/share-rule.ts';
import { buildPlan } from '../../../main/engine/plan/build-plan.ts';
import type { LabelStrategy, MailboxDecision, MigrationPlan } from '../../../shared/model/plan.ts';
import { account, DEFAULTS, type AccountShape } from '../plan/account-builder.ts';

const capabilities = new Set(['X-GM-EXT-1']);
const own: NonNullable<AccountShape['mailboxes']> = [
  ['[Gmail]', { attributes: ['\\NoSelect'] }],
  ['[Gmail]/All Mail', { attributes: ['\\All'], messages: 100, size: 5_000 }],
  ['[Gmail]/Sent Mail', { attributes: ['\\Sent'], messages: 20, size: 100 }],
  ['[Gmail]/Drafts', { attributes: ['\\Drafts'], messages: 1, size: 10 }],
  ['[Gmail]/Starred', { attributes: ['\\Flagged'], messages: 5 }],
  ['[Gmail]/Important', { attributes: ['\\Important'], messages: 9 }],
  ['[Gmail]/Spam', { attributes: ['\\Junk'], messages: 7 }],
  ['[Gmail]/Trash', { attributes: ['\\Trash'], messages: 3 }],
  ['[Gmail]/Chats', { messages: 4 }],
];

interface Choices {
  readonly labels?: LabelStrategy;
  readonly decisions?: Readonly<Record<string, MailboxDecision>>;
  readonly exclude?: readonly string[];
  readonly spam?: boolean;
}

function made(
  more: NonNullable<AccountShape['mailboxes']>,
  choices: Choices = {},
  destination: AccountShape = {},
): { plan: MigrationPlan; rule: ShareRule } {
  const source = account({ capabilities, mailboxes: [['INBOX', { messages: 10, size: 50 }], ...own, ...more] });
  const plan = buildPlan(source, account(destination), { ...DEFAULTS, ...choices }, new Map());
  const rule = shareRule(source, plan);
  if (!rule) throw new Error('no rule');
  return { plan, rule };
}

const gmail = (...labels: string[]): { id: string; labels: string[] } => ({ id: '1', labels });

describe('the plan of a Gmail account', () => {
  test('has a pair for each label folder and one for what is archived', () => {
    const { plan } = made(['Work', 'Work/Deep']);
    const shares = plan.pairs.filter(({ readsFrom }) => readsFrom === '[Gmail]/All Mail');
    expect(Object.fromEntries(shares.map((pair) => [pair.source, pair.destination]))).toEqual({
      INBOX: 'INBOX',
      '[Gmail]/Sent Mail': 'Sent Mail',
      '[Gmail]/Drafts': 'Drafts',
      '[Gmail]/All Mail': 'Archive',
      Work: 'Work',
      'Work/Deep': 'Work/Deep',
    });
    expect(Object.fromEntries(plan.leftOut.map((one) => [one.source, one.reason]))).toEqual({
      '[Gmail]': 'not-selectable',
      '[Gmail]/Spam': 'spam',
      '[Gmail]/Trash': 'trash',
      '[Gmail]/Starred': 'virtual',
      '[Gmail]/Important': 'virtual',
      '[Gmail]/Chats': 'virtual',
    });
  });

  test('Spam is a mailbox of its own where it comes along', () => {
    const { plan } = made([], { spam: true });
    expect(plan.pairs.find(({ source }) => source === '[Gmail]/Spam')).toMatchObject({ readsFrom: null });
  });

  test("archived mail goes to the destination's archive, and never into a folder of the person's own", () => {
    const archive = (plan: MigrationPlan): string | undefined =>
      plan.pairs.find(({ source }) => source === '[Gmail]/All Mail')?.destination;
    expect(archive(made([], {}, { mailboxes: [['Ablage', { attributes: ['\\Archive'] }]] }).plan)).toBe('Ablage');
    expect(archive(made(['Archive']).plan)).toBe('Archive (2)');
  });

  test('tells what STATUS can tell about each way', () => {
    const { plan } = made([['Work', { messages: 30, size: 300 }]]);
    // 61 shown in folders; 39 of 100 at least are in none of them.
    expect(plan.labels).toEqual({
      strategy: 'folders',
      allMail: '[Gmail]/All Mail',
      unlabelled: true,
      messages: 100,
      bytes: 5_000,
      shown: 61,
      shownBytes: 460,
      results: {
        folders: { messages: 100, bytes: 5_000 },
        primary: { messages: 100, bytes: 5_000 },
        archive: { messages: 100, bytes: 5_000 },
      },
      exact: false,
    });
    expect(plan).toMatchObject({ messages: 100, bytes: 5_000 });
    const busy = made([['Work', { messages: 200, size: 300 }]], { labels: 'primary' });
    expect(busy.plan.messages).toBe(100);
    expect(busy.plan.labels?.results.folders.messages).toBe(231);
  });

  test('in one archive, label folders are views of it', () => {
    const { plan } = made(['Work'], { labels: 'archive' });
    expect(plan.pairs.map(({ source, messages }) => [source, messages])).toEqual([['[Gmail]/All Mail', 100]]);
    expect(plan.leftOut).toContainEqual({ source: 'Work', reason: 'virtual', messages: 1 });
  });

  test('another server, or one without All Mail, is read folder by folder', () => {
    const facts = account({ mailboxes: own });
    const plan = buildPlan(facts, account({}), DEFAULTS, new Map());
    expect(plan).toMatchObject({ labels: null, gmail: null });
    const hidden = account({ capabilities, mailboxes: own.filter((one) => one[0] !== '[Gmail]/All Mail') });
    const without = buildPlan(hidden, account({}), DEFAULTS, new Map());
    expect(without).toMatchObject({ labels: null, gmail: { allMailMissing: true, hiddenLabels: [] } });
    expect(without.pairs.every(({ readsFrom }) => readsFrom === null)).toBe(true);
  });

  test('every mailbox is in exactly one of pairs, parents and what stays, whatever the choices', () => {
    const names = ['INBOX', 'Work', 'Work/Deep', ...own.map((one) => (typeof one === 'string' ? one : one[0]))];
    fc.assert(
      fc.property(
        fc.constantFrom<LabelStrategy>('folders', 'primary', 'archive'),
        fc.dictionary(fc.constantFrom(...names), fc.record({ include: fc.boolean() })),
        fc.boolean(),
        (labels, decisions, spam) => {
          const { plan } = made(['Work', 'Work/Deep'], { labels, decisions, spam });
          const seen = [...plan.pairs, ...plan.parents, ...plan.leftOut].map(({ source }) => source);
          expect(seen.toSorted()).toEqual(names.toSorted());
          expect(new Set(plan.pairs.map(({ destination }) => destination)).size).toBe(plan.pairs.length);
        },
      ),
    );
  });
});

describe('where a message goes', () => {
  test('its home is Inbox, Sent, Drafts, then the deepest, the longest, the first label', () => {
    const { rule } = made(['A', 'B', 'Longer', 'A/B', 'A/B/C']);
    const home = (...labels: string[]): string | undefined => shareOf(gmail(...labels), rule).pairs[0];
    expect(home('A', '\\Draft', '\\Sent', '\\Inbox')).toBe('INBOX');
    expect(home('A', '\\Draft', '\\Sent')).toBe('[Gmail]/Sent Mail');
    expect(home('A', '\\Draft')).toBe('[Gmail]/Drafts');
    expect(home('Longer', 'A/B', 'A/B/C')).toBe('A/B/C');
    expect(home('A', 'Longer', 'B')).toBe('Longer');
    expect(home('B', 'A')).toBe('A');
    expect(home('\\Starred', '\\Important')).toBe('[Gmail]/All Mail');
  });

  test('a label left out does not count; what has only such labels stays, what has none is archived', () => {
    const { rule } = made(['A', 'B'], { decisions: { A: { include: false } } });
    expect(shareOf(gmail('A', 'B'), rule).pairs).toEqual(['B']);
    expect(shareOf(gmail('A'), rule).pairs).toEqual([]);
    expect(shareOf(gmail('A', '\\Starred'), rule).pairs).toEqual([]);
    expect(shareOf(gmail(), rule).pairs).toEqual(['[Gmail]/All Mail']);
    const { rule: noArchive } = made(['A'], { decisions: { '[Gmail]/All Mail': { include: false } } });
    expect(shareOf(gmail(), noArchive).pairs).toEqual([]);
    expect(shareOf(gmail('A'), noArchive).pairs).toEqual(['A']);
  });

  test('a hidden label is told and keeps nothing from the archive', () => {
    const { rule } = made(['A']);
    expect(shareOf(gmail('Secret'), rule)).toEqual({ pairs: ['[Gmail]/All Mail'], flags: [], hidden: ['Secret'] });
    expect(shareOf(gmail('Secret', 'A'), rule).pairs).toEqual(['A']);
    // Not hidden: shown, only not moved as a label.
    expect(shareOf(gmail('[Gmail]/Chats'), rule).hidden).toEqual([]);
  });

  test('whatever the labels and their order: no place twice, each way once or more, and the same answer again', () => {
    const labels = ['\\Inbox', '\\Sent', '\\Draft', '\\Starred', '\\Important', 'A', 'B', 'A/B', 'Secret', '\\Unknown'];
    const rules = (['folders', 'primary', 'archive'] as const).map(
      (one) => made(['A', 'B', 'A/B'], { labels: one }).rule,
    );
    fc.assert(
      fc.property(fc.subarray(labels), fc.constantFrom(...rules), (chosen, rule) => {
        const share = shareOf(gmail(...chosen), rule);
        expect(shareOf(gmail(...chosen.toReversed()), rule)).toEqual(share);
        expect(new Set(share.pairs).size).toBe(share.pairs.length);
        const places = chosen.filter((label) => ['\\Inbox', '\\Sent', '\\Draft', 'A', 'B', 'A/B'].includes(label));
        const wanted = rule.strategy === 'folders' ? Math.max(1, places.length) : 1;
        expect(share.pairs).toHaveLength(wanted);
      }),
    );
  });
});

describe('the keyword of a label', () => {
  test.each([
    ['Work', 'Work'],
    ['Work/Projects', 'Work/Projects'],
    ['Büro', 'Buro'],
    ['say "so"', 'say__so_'],
  ])('%s is %s', (label, keyword) => {
    expect(labelKeyword(label)).toBe(keyword);
  });

  test('is always an atom of at most 50 characters that no program acts on', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Junk', 'NIL', '$Forwarded', '日本語')),
        (label) => {
          const keyword = labelKeyword(label);
          expect(keyword).toMatch(/^[^\u0000-\u0020\u007f-\uffff(){%*"\\\]]{1,50}$/);
          expect(keyword).not.toMatch(/^(?:\$|junk$|nil$)/i);
          expect(labelKeyword(label)).toBe(keyword);
        },
      ),
    );
    expect(labelKeyword('日本語')).not.toBe(labelKeyword('日本'));
  });
});

test('the order of homes does not depend on the listing', () => {
  const names = ['A', 'B', 'A/B', 'A/C'];
  const orderOf = (mailboxes: NonNullable<AccountShape['mailboxes']>): string[] | undefined =>
    labelSource(account({ capabilities, mailboxes }))?.folders.map(({ mailbox }) => mailbox.name);
  expect(orderOf([...names, ...own])).toEqual(orderOf([...own.toReversed(), ...names.toReversed()]));
});
