import { describe, expect, it } from 'vitest';
import { buildPlan } from '../../../main/engine/plan/build-plan.ts';
import { wireLength } from '../../../main/engine/plan/mailbox-name.ts';
import { account, DEFAULTS, mapping, pairFor, plan, type AccountShape } from './account-builder.ts';

const DOTS: AccountShape = { prefix: 'INBOX.', delimiter: '.' };
const marked = (attribute: string) => ({ attributes: [attribute] });

describe('prefix and delimiter', () => {
  it('translates both ways', () => {
    expect(mapping(plan({ mailboxes: ['Work/2024'] }, DOTS))).toEqual({ 'Work/2024': 'INBOX.Work.2024' });
    expect(mapping(plan({ ...DOTS, mailboxes: ['INBOX.Work.2024'] }, {}))).toEqual({ 'INBOX.Work.2024': 'Work/2024' });
    expect(mapping(plan({ ...DOTS, mailboxes: ['INBOX.a.b'] }, DOTS))).toEqual({ 'INBOX.a.b': 'INBOX.a.b' });
    expect(pairFor(plan({ mailboxes: ['Work/2024'] }, DOTS), 'Work/2024').renamed).toEqual([]);
  });

  it('never puts the prefix twice, and heals where somebody did', () => {
    expect(mapping(plan({ ...DOTS, mailboxes: ['INBOX.COMPTA', 'INBOX.INBOX.COURRIER'] }, DOTS))).toEqual({
      'INBOX.COMPTA': 'INBOX.COMPTA',
      'INBOX.INBOX.COURRIER': 'INBOX.COURRIER',
    });
  });

  it('keeps children of INBOX below INBOX where that is a place of its own', () => {
    expect(mapping(plan({ mailboxes: ['INBOX/foo/bar'] }, { delimiter: '.' }))).toEqual({
      'INBOX/foo/bar': 'INBOX.foo.bar',
    });
    expect(mapping(plan({ mailboxes: ['INBOX/foo', 'foo'] }, DOTS))).toEqual({
      foo: 'INBOX.foo',
      'INBOX/foo': 'INBOX.foo (2)',
    });
    expect(mapping(plan({ mailboxes: ['Inbox/foo'] }, {}))).toEqual({ 'Inbox/foo': 'INBOX/foo' });
    const flatInbox: AccountShape = { mailboxes: [['INBOX', marked('\\NoInferiors')]] };
    expect(mapping(plan({ mailboxes: ['INBOX/foo'] }, flatInbox))).toEqual({ 'INBOX/foo': 'foo' });
  });

  it('joins levels where the destination has none', () => {
    const made = plan({ mailboxes: ['Work/2024/May'] }, { delimiter: null });
    expect(mapping(made)).toEqual({ 'Work/2024/May': 'Work-2024-May' });
    expect(pairFor(made, 'Work/2024/May').renamed).toEqual(['too-deep']);
  });

  it('handles a delimiter inside a component', () => {
    const made = plan({ mailboxes: ['Archive/Dr. Jones', 'Some Stuff...'] }, { delimiter: '.' });
    expect(mapping(made)).toEqual({ 'Archive/Dr. Jones': 'Archive.Dr- Jones', 'Some Stuff...': 'Some Stuff-' });
    expect(pairFor(made, 'Archive/Dr. Jones').renamed).toEqual(['delimiter-in-name']);
    expect(mapping(plan({ delimiter: '.', mailboxes: ['Music.AC/DC'] }, {}))).toEqual({ 'Music.AC/DC': 'Music/AC-DC' });
  });
});

describe('roles', () => {
  it.each([
    ['Messages envoyés', 'INBOX.Sent'],
    ['Gesendete Elemente', 'INBOX.Sent'],
    ['Sent Items', 'INBOX.Sent'],
  ])('puts %s into the one Sent that is there', (name, expected) => {
    const made = plan({ mailboxes: [name] }, { ...DOTS, mailboxes: [['INBOX.Sent', marked('\\Sent')]] });
    expect(pairFor(made, name)).toMatchObject({ destination: expected, role: 'sent', renamed: ['role'], exists: true });
  });

  it('keeps the own name where the destination has no such mailbox', () => {
    const made = plan({ mailboxes: [['Gesendet', marked('\\Sent')]] }, {});
    expect(pairFor(made, 'Gesendet')).toMatchObject({
      destination: 'Gesendet',
      role: 'sent',
      renamed: [],
      exists: false,
    });
  });

  it('takes Gmail mailboxes out of their container', () => {
    const gmail: AccountShape = {
      mailboxes: [
        ['[Gmail]', marked('\\Noselect')],
        ['[Gmail]/Gesendet', marked('\\Sent')],
        ['[Gmail]/Entwürfe', marked('\\Drafts')],
        ['[Gmail]/Alle Nachrichten', marked('\\All')],
        ['[Gmail]/Markiert', marked('\\Flagged')],
        ['[Gmail]/Wichtig', marked('\\Important')],
        ['[Gmail]/Spam', marked('\\Junk')],
        ['[Gmail]/Papierkorb', marked('\\Trash')],
        'Label',
      ],
    };
    const made = plan(gmail, { mailboxes: [['Sent', marked('\\Sent')]] });
    expect(mapping(made)).toEqual({ '[Gmail]/Gesendet': 'Sent', '[Gmail]/Entwürfe': 'Entwürfe', Label: 'Label' });
    expect(pairFor(made, '[Gmail]/Entwürfe').renamed).toEqual(['role']);
    expect(made.parents).toEqual([]);
    expect(Object.fromEntries(made.leftOut.map(({ source, reason }) => [source, reason]))).toEqual({
      '[Gmail]': 'not-selectable',
      '[Gmail]/Alle Nachrichten': 'virtual',
      '[Gmail]/Markiert': 'virtual',
      '[Gmail]/Wichtig': 'virtual',
      '[Gmail]/Spam': 'spam',
      '[Gmail]/Papierkorb': 'trash',
    });
  });

  it.each(['\\Junk', '\\Archive', '\\Sent'])('keeps the name of a container that is itself marked %s', (use) => {
    const source: AccountShape = { mailboxes: [['[Gmail]', marked(use)]] };
    const nameAt = (destination: AccountShape): Record<string, string> =>
      mapping(buildPlan(account(source), account(destination), { ...DEFAULTS, spam: true }, new Map()));
    expect(nameAt({})).toEqual({ '[Gmail]': '[Gmail]' });
    expect(nameAt({ delimiter: null })).toEqual({ '[Gmail]': '[Gmail]' });
    expect(nameAt(DOTS)).toEqual({ '[Gmail]': 'INBOX.[Gmail]' });
  });

  it('give a number only where the holder goes to a mailbox that has the very name of another', () => {
    const source: AccountShape = { mailboxes: ['Sent', ['Sent Items', marked('\\Sent')]] };
    const made = plan(source, { mailboxes: [['Sent', marked('\\Sent')]] });
    expect(mapping(made)).toEqual({ Sent: 'Sent (2)', 'Sent Items': 'Sent' });
    expect(pairFor(made, 'Sent').renamed).toEqual(['taken']);
    const own = { Sent: 'Sent', 'Sent Items': 'Sent Items' };
    expect(mapping(plan(source, {}))).toEqual(own);
    // What only has the name may be what an earlier run made of the one that has it.
    expect(mapping(plan(source, { mailboxes: ['Sent'] }))).toEqual(own);
  });

  const sents = ['Sent', 'Sent Items', 'Sent Messages', 'Gesendet'];
  const owned = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));

  it('leave all others their names, whatever they are called', () => {
    const both: AccountShape = { mailboxes: [...sents, 'Drafts', 'Entwürfe', 'Spam', 'Junk'] };
    const names = owned([...sents, 'Drafts', 'Entwürfe', 'Spam']);
    expect(
      mapping(plan(both, { mailboxes: [['Sent', marked('\\Sent')]] }, { decisions: { Junk: { include: false } } })),
    ).toEqual(names);
    const made = plan({ mailboxes: sents }, { mailboxes: [['Sent Items', marked('\\Sent')]] });
    expect(mapping(made)).toEqual(owned(sents));
    expect(pairFor(made, 'Sent Items').role).toBe('sent');
    expect(made.pairs.flatMap(({ renamed }) => renamed)).toEqual([]);
  });

  it('go to whom the source marks, then to whose name the destination has, then to the fullest', () => {
    const full = (messages: number) => ({ messages });
    const outbox: AccountShape = { mailboxes: [['Ausgang', marked('\\Sent')]] };
    const some: AccountShape = {
      mailboxes: [
        ['Sent', full(5)],
        ['Gesendet', full(50)],
        ['Sent Items', full(7)],
      ],
    };
    expect(mapping(plan(some, outbox))).toEqual({ Sent: 'Sent', Gesendet: 'Ausgang', 'Sent Items': 'Sent Items' });
    const refused: AccountShape = {
      mailboxes: [
        ['Sent', { refused: true }],
        ['Gesendet', full(0)],
      ],
    };
    expect(mapping(plan(refused, outbox))).toMatchObject({ Gesendet: 'Ausgang' });
    const marks: AccountShape = {
      mailboxes: [
        ['Gesendet', full(50)],
        ['Sent', { ...full(5), ...marked('\\Sent') }],
      ],
    };
    expect(mapping(plan(marks, outbox))).toEqual({ Sent: 'Ausgang', Gesendet: 'Gesendet' });
    const german: AccountShape = { mailboxes: [['Gesendet', marked('\\Sent')]] };
    expect(mapping(plan(some, german))).toEqual(owned(['Sent', 'Gesendet', 'Sent Items']));
  });

  it('are not for what only has others below it, and that takes no name away', () => {
    const parent = ['Archive', marked('\\Noselect')] as const;
    const source: AccountShape = { mailboxes: [parent, 'Archive/a', ['Old mail', marked('\\Archive')]] };
    expect(mapping(plan(source, {}))).toEqual({ 'Archive/a': 'Archive/a', 'Old mail': 'Old mail' });
    const archive: AccountShape = { mailboxes: [['Archive', marked('\\Archive')]] };
    expect(mapping(plan(source, archive))).toEqual({ 'Archive/a': 'Archive/a', 'Old mail': 'Archive' });
    const trash: AccountShape = { mailboxes: [['Trash', marked('\\Trash')]] };
    const bin = plan({ mailboxes: ['Trash/old', 'Deleted Items'] }, trash, { trash: true });
    expect(mapping(bin)).toEqual({ 'Trash/old': 'Trash/old', 'Deleted Items': 'Trash' });
  });

  it('lets children follow to where the role went', () => {
    const made = plan({ mailboxes: ['Gesendet', 'Gesendet/2020'] }, { mailboxes: [['Sent', marked('\\Sent')]] });
    expect(pairFor(made, 'Gesendet/2020')).toMatchObject({ destination: 'Sent/2020', renamed: ['role'], role: null });
  });

  it("never puts somebody's mail where the destination deletes it or keeps a view", () => {
    const destination: AccountShape = {
      mailboxes: [
        ['Müll', marked('\\Trash')],
        ['Alles', marked('\\All')],
      ],
    };
    const made = plan({ mailboxes: ['Müll', 'Alles', 'Müll/a'] }, destination);
    expect(mapping(made)).toEqual({ Müll: 'Müll (2)', Alles: 'Alles (2)', 'Müll/a': 'Müll (2)/a' });
    expect(pairFor(made, 'Müll').renamed).toEqual(['reserved-name']);
    expect(mapping(plan({ mailboxes: ['Müll/a'] }, destination))).toEqual({ 'Müll/a': 'Müll (2)/a' });
  });

  it('puts spam to spam, be it the holder of that or not', () => {
    const destination: AccountShape = {
      mailboxes: [
        ['Junk', marked('\\Junk')],
        ['Spam', marked('\\Junk')],
      ],
    };
    expect(mapping(plan({ mailboxes: ['Junk', 'Spam'] }, destination))).toEqual({ Spam: 'Spam' });
  });
});

describe('names the destination cannot hold', () => {
  it('keeps names apart that differ only by case or normalisation', () => {
    const made = plan({ mailboxes: ['Caf\u00e9', 'Cafe\u0301', 'CAFÉ', 'Café (2)'] }, {});
    expect(mapping(made)).toEqual({
      CAFÉ: 'CAFÉ',
      'Cafe\u0301': 'Café (3)',
      'Caf\u00e9': 'Café (4)',
      'Café (2)': 'Café (2)',
    });
    expect(pairFor(made, 'Cafe\u0301').renamed).toEqual(['collision']);
  });

  it('gives no number for case or spaces to a server that is known to tell them apart', () => {
    const names = ['Work', 'work', 'sp', 'sp ', ' sp', 'Straße', 'STRASSE'];
    for (const serverName of ['Dovecot', 'Cyrus IMAP 3.6']) {
      expect(mapping(plan({ mailboxes: names }, { serverName }))).toEqual(
        Object.fromEntries(names.map((name) => [name, name])),
      );
      // In Unicode's composed form, as every name goes there, these two are one.
      const made = plan({ mailboxes: ['Caf\u00e9', 'Cafe\u0301'] }, { serverName });
      expect(mapping(made)).toEqual({ 'Cafe\u0301': 'Café', 'Caf\u00e9': 'Café (2)' });
      expect(pairFor(made, 'Caf\u00e9').renamed).toEqual(['taken']);
    }
    expect(mapping(plan({ mailboxes: ['sp', 'sp '] }, {}))).toEqual({ sp: 'sp', 'sp ': 'sp  (2)' });
    const below = plan({ mailboxes: ['A/x', 'a/y', 'a/X'] }, {});
    expect(mapping(below)).toEqual({ 'A/x': 'A/x', 'a/X': 'A/X (2)', 'a/y': 'A/y' });
  });

  it('keeps apart what becomes one by replacement', () => {
    const source: AccountShape = { delimiter: '.', mailboxes: ['a/b', 'a-b', 'a%b', 'a_b'] };
    const made = plan(source, { serverName: 'Cyrus IMAP 3.6' });
    expect(mapping(made)).toEqual({ 'a-b': 'a-b', 'a/b': 'a-b (2)', a_b: 'a_b', 'a%b': 'a_b (2)' });
    expect(pairFor(made, 'a/b').renamed).toEqual(['delimiter-in-name', 'taken']);
    expect(mapping(plan(source, {}))).toMatchObject({ 'a%b': 'a%b' });
  });

  it('uses what is there as it is spelled there', () => {
    const made = plan({ mailboxes: ['Archive/Old'] }, { mailboxes: ['archive', 'archive/old'] });
    expect(pairFor(made, 'Archive/Old')).toMatchObject({
      destination: 'archive/old',
      exists: true,
      renamed: ['collision'],
    });
  });

  it('uses both where the destination tells case apart', () => {
    const both = ['Work', 'work'];
    expect(mapping(plan({ mailboxes: both }, { mailboxes: both }))).toEqual({ Work: 'Work', work: 'work' });
  });

  it('shortens a long Cyrillic name, and the path below it', () => {
    const long = 'Переписка с поставщиками и подрядчиками по всем объектам за год';
    const made = plan({ mailboxes: [long, `${long}/${long}`, `${long}/${long}/${long}`] }, DOTS);
    expect(made.pairs).toHaveLength(4);
    for (const pair of made.pairs) expect(wireLength(pair.destination)).toBeLessThanOrEqual(230);
    expect(pairFor(made, `${long}/${long}`).renamed).toContain('too-long');
  });

  it('flattens what is too deep', () => {
    const deep = Array.from({ length: 12 }, (_, index) => `l${String(index)}`).join('/');
    const made = plan({ mailboxes: [deep] }, {});
    expect(pairFor(made, deep)).toMatchObject({
      destination: 'l0/l1/l2/l3/l4/l5/l6/l7/l8/l9-l10-l11',
      renamed: ['too-deep'],
    });
  });

  it('has one INBOX, whatever a server lists', () => {
    const made = plan({ mailboxes: ['INBOX', 'Inbox'] }, {});
    expect(pairFor(made, 'INBOX').destination).toBe('INBOX');
    expect(pairFor(made, 'Inbox').destination).toBe('INBOX_');
  });
});

describe('parents', () => {
  it('keeps those with something below, even when not selectable', () => {
    const made = plan(
      {
        mailboxes: [
          ['Archive.Old', marked('\\Noselect')],
          ['Archive.Old/a', {}],
          ['Gone', marked('\\NonExistent')],
          ['Empty', marked('\\NoSelect')],
        ],
      },
      { delimiter: '.' },
    );
    expect(made.parents).toEqual([{ source: 'Archive.Old', destination: 'Archive-Old' }]);
    expect(mapping(made)).toEqual({ 'Archive.Old/a': 'Archive-Old.a' });
    expect(made.leftOut.map((one) => [one.source, one.reason])).toEqual([
      ['Empty', 'not-selectable'],
      ['Gone', 'not-selectable'],
    ]);
  });

  it('drops those whose children all stay behind', () => {
    const source: AccountShape = { mailboxes: [['Old', marked('\\Noselect')], 'Old/a', 'New'] };
    const made = plan(source, {}, { exclude: ['Old/**'] });
    expect(made.parents).toEqual([]);
    expect(made.leftOut.map((one) => [one.source, one.reason])).toEqual([
      ['Old', 'not-selectable'],
      ['Old/a', 'excluded'],
    ]);
  });
});

describe('what is left out', () => {
  const source: AccountShape = { mailboxes: ['Trash', 'Trash/old', 'Spam', ['Work', { messages: 7 }], 'Work/a'] };
  const reasons = (made: ReturnType<typeof plan>) => made.leftOut.map((one) => [one.source, one.reason]);

  it('is spam and trash, with what is below', () => {
    expect(reasons(plan(source, {}))).toEqual([
      ['Spam', 'spam'],
      ['Trash', 'trash'],
      ['Trash/old', 'trash'],
    ]);
    expect(plan(source, {}, { spam: true, trash: true }).leftOut).toEqual([]);
  });

  it('is what the person says', () => {
    expect(reasons(plan(source, {}, { include: ['Work/**'] }))).toContainEqual(['Work', 'not-included']);
    expect(plan(source, {}, { exclude: ['Work'] }).leftOut).toContainEqual({
      source: 'Work',
      reason: 'excluded',
      messages: 7,
    });
    expect(mapping(plan(source, {}, { include: ['Spam'] }))).toEqual({ Spam: 'Spam' });
    expect(mapping(plan(source, {}, { include: ['Sp*'] }))).toEqual({});
  });

  it('takes globs with and without the prefix, always with slashes', () => {
    const dotted: AccountShape = { ...DOTS, mailboxes: ['INBOX.Work.a', 'INBOX.x'] };
    expect(mapping(plan(dotted, {}, { include: ['Work/*'] }))).toEqual({ 'INBOX.Work.a': 'Work/a' });
    expect(mapping(plan(dotted, {}, { include: ['INBOX/Work/*'] }))).toEqual({ 'INBOX.Work.a': 'Work/a' });
  });

  it('is nothing that the server would not open when it was looked at, unless the person says so', () => {
    const locked: AccountShape = { mailboxes: [['Locked', { refused: true }]] };
    expect(mapping(plan(locked, {}))).toMatchObject({ Locked: 'Locked' });
    expect(plan(locked, {}).leftOut).toEqual([]);
    expect(plan(locked, {}, { exclude: ['Locked'] }).leftOut).toEqual([
      { source: 'Locked', reason: 'excluded', messages: 0 },
    ]);
  });

  it('changes no name', () => {
    const two: AccountShape = { mailboxes: ['Archief', 'archief', 'Archief/x'] };
    const made = plan(two, {}, { exclude: ['Archief'] });
    expect(mapping(made)).toEqual({ archief: mapping(plan(two, {}))['archief'], 'Archief/x': 'Archief/x' });
  });
});

describe('order and totals', () => {
  const sized = (size: number | null, messages = 1) => ({ size, messages });

  it('copies INBOX, Sent, then the small ones first', () => {
    const made = plan({ mailboxes: [['big', sized(900)], ['b', sized(5)], ['a', sized(5)], 'Sent'] }, {});
    expect(made.pairs.map((pair) => pair.source)).toEqual(['INBOX', 'Sent', 'a', 'b', 'big']);
    expect(made).toMatchObject({ messages: 5, bytes: 1110, quota: { kind: 'unknown' } });
  });

  it('goes by messages where sizes are not told', () => {
    const made = plan(
      {
        mailboxes: [
          ['a', sized(null, 9)],
          ['b', sized(1, 3)],
        ],
      },
      {},
    );
    expect(made.pairs.map((pair) => pair.source)).toEqual(['INBOX', 'b', 'a']);
    expect(made.bytes).toBeNull();
  });

  it('says whether it fits', () => {
    const quota = { usedBytes: 400, limitBytes: 1000 };
    const source = (size: number | null): AccountShape => ({ mailboxes: [['a', sized(size)]] });
    expect(plan(source(500), { quota }).quota).toEqual({ kind: 'fits', freeBytes: 600 });
    expect(plan(source(501), { quota }).quota).toEqual({ kind: 'does-not-fit', freeBytes: 600, missingBytes: 1 });
    expect(plan(source(null), { quota }).quota).toEqual({ kind: 'unknown' });
    expect(
      plan(
        {
          mailboxes: [
            ['a', sized(null)],
            ['b', sized(601)],
          ],
        },
        { quota },
      ).quota.kind,
    ).toBe('does-not-fit');
  });

  it('counts a message of several labels as often as it is stored', () => {
    const gmail: AccountShape = {
      capabilities: new Set(['X-GM-EXT-1']),
      mailboxes: [
        ['INBOX', sized(300)],
        ['a', sized(300)],
        ['b', sized(300)],
        ['[Gmail]', { attributes: ['\\NoSelect'] }],
        ['[Gmail]/All Mail', { attributes: ['\\All'], messages: 1, size: 300 }],
      ],
    };
    const made = plan(gmail, { quota: { usedBytes: 0, limitBytes: 800 } });
    expect(made.labels?.bytes, 'downloaded once').toBe(300);
    expect(made.quota, 'stored three times').toEqual({ kind: 'does-not-fit', freeBytes: 800, missingBytes: 100 });
    const once = plan(gmail, { quota: { usedBytes: 0, limitBytes: 800 } }, { labels: 'archive' });
    expect(once.quota).toEqual({ kind: 'fits', freeBytes: 800 });
  });

  it('counts no second time what an earlier run stored', () => {
    const destination = account({ quota: { usedBytes: 900, limitBytes: 1000 }, mailboxes: [['a', sized(500)]] });
    const known = new Map([['a', 'a']]);
    const made = buildPlan(account({ mailboxes: [['a', sized(500)]] }), destination, DEFAULTS, known);
    expect(made.quota).toEqual({ kind: 'fits', freeBytes: 100 });
  });
});

describe('earlier runs', () => {
  it('keep their names, and nobody else gets them', () => {
    const known = new Map([
      ['Projects', 'Old Projects'],
      ['gone', 'Work'],
      ['Gesendet', 'Gesendet'],
    ]);
    const source = account({ mailboxes: ['Projects', 'Projects/x', 'Old Projects', 'work', 'Gesendet'] });
    const destination = account({ mailboxes: [['Sent', { attributes: ['\\Sent'] }], 'Old Projects', 'Work'] });
    const made = buildPlan(source, destination, DEFAULTS, known);
    expect(mapping(made)).toEqual({
      Projects: 'Old Projects',
      'Projects/x': 'Old Projects/x',
      'Old Projects': 'Old Projects (2)',
      work: 'work (2)',
      Gesendet: 'Gesendet',
    });
    expect(made.pairs.map(({ source: name, renamed }) => [name, renamed])).toEqual([
      ['INBOX', []],
      ['Gesendet', []],
      ['Old Projects', ['taken']],
      ['Projects', ['earlier-run']],
      ['Projects/x', ['earlier-run']],
      ['work', ['collision']],
    ]);
  });

  it('have their names for the reasons they had', () => {
    const source = account({ mailboxes: ['Sent', 'Sent Items', 'Work', 'work'] });
    const before = account({ mailboxes: [['Gesendet', { attributes: ['\\Sent'] }]] });
    const first = buildPlan(source, before, DEFAULTS, new Map());
    const known = new Map(first.pairs.map((pair) => [pair.source, pair.destination]));
    const after = account({
      mailboxes: [['Gesendet', { attributes: ['\\Sent'] }], 'Sent Items', 'Work', 'work (2)'],
    });
    const again = buildPlan(source, after, DEFAULTS, known);
    const told = (made: typeof first) => made.pairs.map((pair) => [pair.source, pair.destination, pair.renamed]);
    expect(told(again)).toEqual(told(first));
    expect(pairFor(again, 'work').renamed).toEqual(['collision']);
    expect(pairFor(again, 'Sent').renamed).toEqual(['role']);
  });

  it('do not let a role share a mailbox another one has', () => {
    const known = new Map([['Outbox', 'Sent']]);
    const source = account({ mailboxes: ['Outbox', ['Sent Items', { attributes: ['\\Sent'] }]] });
    const destination = account({ mailboxes: [['Sent', { attributes: ['\\Sent'] }]] });
    expect(mapping(buildPlan(source, destination, DEFAULTS, known))).toEqual({
      Outbox: 'Sent',
      'Sent Items': 'Sent Items',
    });
  });
});
