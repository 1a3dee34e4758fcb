import { describe, expect, it, test } from 'vitest';
import { buildPlan } from '../../../main/engine/plan/build-plan.ts';
import { account, DEFAULTS, mapping, pairFor, plan, type AccountShape } from './account-builder.ts';

const shape = {
  mailboxes: ['Sent', 'Work', 'Work/2020', 'Spam', 'Trash', ['[Gmail]/All Mail', { attributes: ['\\All'] }]],
};
const source = { mailboxes: shape.mailboxes as (string | [string, { attributes: string[] }])[] };

describe('decisions about single mailboxes', () => {
  it('take along what would stay, and leave what would go', () => {
    const decisions = {
      Spam: { include: true },
      '[Gmail]/All Mail': { include: true },
      Work: { include: false },
      'Not there': { include: true },
    };
    const made = plan(source, {}, { decisions, exclude: ['Spam'] });
    expect(made.pairs.map((pair) => pair.source).sort()).toEqual(
      ['INBOX', 'Sent', 'Spam', 'Work/2020', '[Gmail]/All Mail'].sort(),
    );
    expect(made.leftOut).toEqual([
      { source: 'Trash', reason: 'trash', messages: 1 },
      { source: 'Work', reason: 'excluded', messages: 1 },
    ]);
  });

  it('leaves a folder of Exchange that holds no mail, unless it is asked for; elsewhere it is one like any other', () => {
    const exchange = { serverName: 'Microsoft.Exchange.Imap4.Imap4Server 15.20', mailboxes: ['Files', 'Files/Work'] };
    expect(plan(exchange, {}).leftOut).toEqual([{ source: 'Files', reason: 'virtual', messages: 1 }]);
    expect(plan(exchange, {}, { decisions: { Files: { include: true } } }).leftOut).toEqual([]);
    expect(plan({ mailboxes: ['Files'] }, {}).leftOut).toEqual([]);
  });

  it('take along what could not be opened: whether it can be, the copy will see', () => {
    const made = plan({ mailboxes: [['Locked', { refused: true }]] }, {}, { decisions: { Locked: { include: true } } });
    expect(made.leftOut).toEqual([]);
    expect(pairFor(made, 'Locked')).toMatchObject({ destination: 'Locked', messages: 0, bytes: null });
  });

  it('send a mailbox where the person says, and what is below it along', () => {
    const made = plan(source, {}, { decisions: { Work: { destination: 'Office' } } });
    expect(mapping(made)).toMatchObject({ Work: 'Office', 'Work/2020': 'Office/2020', Sent: 'Sent' });
    expect(pairFor(made, 'Work').renamed).toEqual([]);
    expect(pairFor(made, 'Work/2020').renamed).toEqual([]);
  });

  it('count more than roles, whose mailbox then gets a number', () => {
    const destination = { mailboxes: [['Gesendet', { attributes: ['\\Sent'] }]] as [string, object][] };
    const made = plan(source, destination, { decisions: { Work: { destination: 'Gesendet' } } });
    expect(mapping(made)).toMatchObject({ Work: 'Gesendet', Sent: 'Sent' });
    const other = plan(source, {}, { decisions: { Work: { destination: 'Sent' } } });
    expect(mapping(other)).toMatchObject({ Work: 'Sent', Sent: 'Sent (2)' });
  });

  it('do not take INBOX away from INBOX, unless that goes elsewhere', () => {
    const first = plan(source, {}, { decisions: { Work: { destination: 'INBOX' } } });
    expect(mapping(first)).toMatchObject({ Work: 'INBOX_' });
    expect(pairFor(first, 'Work').renamed).toEqual(['reserved-name']);
    const decisions = { Work: { destination: 'inbox' }, INBOX: { destination: 'Old inbox' } };
    expect(mapping(plan(source, {}, { decisions }))).toMatchObject({ Work: 'INBOX', INBOX: 'Old inbox' });
  });

  it('may choose what is there, the new trash included', () => {
    const destination = { mailboxes: [['Papierkorb', { attributes: ['\\Trash'] }]] as [string, object][] };
    const made = plan(source, destination, { decisions: { Work: { destination: 'Papierkorb' } } });
    expect(mapping(made)).toMatchObject({ Work: 'Papierkorb' });
  });

  it('are mended where they cannot be', () => {
    const decisions = {
      Work: { destination: 'A%B' },
      'Work/2020': { destination: 'A%B' },
      Sent: { destination: 'x'.repeat(300) },
    };
    const made = plan(source, { serverName: 'Cyrus IMAP 3.6' }, { decisions });
    expect(pairFor(made, 'Work')).toMatchObject({ destination: 'A_B', renamed: ['reserved-characters'] });
    expect(pairFor(made, 'Work/2020')).toMatchObject({
      destination: 'A_B (2)',
      renamed: ['reserved-characters', 'taken'],
    });
    expect(pairFor(made, 'Sent').destination).toMatch(/^x+~[0-9a-f]{8}$/);
    expect(pairFor(made, 'Sent').renamed).toEqual(['too-long']);
  });

  it('belong below the prefix of the destination, with or without it', () => {
    const destination = { prefix: 'INBOX.', delimiter: '.' };
    const decisions = { Work: { destination: 'Office' }, Sent: { destination: 'INBOX.Letters.Sent' } };
    expect(mapping(plan(source, destination, { decisions }))).toMatchObject({
      Work: 'INBOX.Office',
      Sent: 'INBOX.Letters.Sent',
    });
  });

  it('never move what an earlier run has begun', () => {
    const known = new Map([['Work', 'Work']]);
    const options = { ...DEFAULTS, decisions: { Work: { destination: 'Office' }, Sent: { destination: 'Work' } } };
    const made = buildPlan(account(source), account({ mailboxes: ['Work'] }), options, known);
    expect(mapping(made)).toMatchObject({ Work: 'Work', 'Work/2020': 'Work/2020', Sent: 'Work (2)' });
  });

  it('are looked up by name only', () => {
    const made = plan({ mailboxes: ['constructor', '__proto__'] }, {});
    expect(mapping(made)).toEqual({ constructor: 'constructor', ['__proto__']: '__proto__' });
  });
});

describe('everything into one mailbox', () => {
  it('keeps INBOX and special uses as plain names', () => {
    const destination = { mailboxes: [['Gesendet', { attributes: ['\\Sent'] }]] as [string, object][] };
    const made = plan(source, destination, { under: 'Old mail' });
    expect(mapping(made)).toEqual({
      INBOX: 'Old mail/Inbox',
      Sent: 'Old mail/Sent',
      Work: 'Old mail/Work',
      'Work/2020': 'Old mail/Work/2020',
    });
    expect(made.pairs.flatMap((pair) => pair.renamed)).toEqual([]);
  });

  it('leaves alone what has a destination of its own', () => {
    const decisions = { INBOX: { destination: 'INBOX' }, 'Work/2020': { destination: '2020' } };
    const made = plan(source, {}, { under: 'Old mail', decisions });
    expect(mapping(made)).toEqual({ Sent: 'Old mail/Sent', Work: 'Old mail/Work', 'Work/2020': '2020' });
  });

  it('keeps what is below INBOX below it', () => {
    const made = plan({ mailboxes: ['INBOX/Lists'] }, {}, { under: 'Old mail' });
    expect(mapping(made)).toEqual({ INBOX: 'Old mail/Inbox', 'INBOX/Lists': 'Old mail/Inbox/Lists' });
  });

  it('goes below INBOX where that is wanted', () => {
    expect(mapping(plan({ mailboxes: ['Work'] }, {}, { under: 'INBOX' }))).toEqual({
      INBOX: 'INBOX/Inbox',
      Work: 'INBOX/Work',
    });
  });

  it('uses the prefix of the destination', () => {
    const made = plan({ mailboxes: ['Work'] }, { prefix: 'INBOX.', delimiter: '.' }, { under: 'Old mail' });
    expect(mapping(made)).toEqual({ INBOX: 'INBOX.Old mail.Inbox', Work: 'INBOX.Old mail.Work' });
  });

  it('never goes below what the server empties by itself', () => {
    const destination = { mailboxes: [['Trash', { attributes: ['\\Trash'] }]] as [string, object][] };
    expect(mapping(plan({ mailboxes: ['Work'] }, destination, { under: 'Trash' }))).toMatchObject({
      Work: 'Trash (2)/Work',
    });
  });

  it('makes one name of both where the destination has no levels', () => {
    const made = plan({ mailboxes: ['Work'] }, { delimiter: null }, { under: 'Old mail' });
    expect(mapping(made)).toEqual({ INBOX: 'Old mail-Inbox', Work: 'Old mail-Work' });
    expect(pairFor(made, 'Work').renamed).toEqual(['too-deep']);
  });
});

describe('two mailboxes put together', () => {
  const twins: AccountShape = { mailboxes: ['Work', 'work', 'Work/a', 'work/a', 'work/b', 'Lists', 'Lists/x', 'Sent'] };

  it('have one destination, that of the other, and follow it', () => {
    const made = plan(twins, {}, { decisions: { Lists: { mergeInto: 'Work' } } });
    expect(mapping(made)).toMatchObject({ Work: 'Work', Lists: 'Work', 'Lists/x': 'Lists/x' });
    expect(pairFor(made, 'Lists')).toMatchObject({ mergeInto: 'Work', renamed: [] });
    const order = made.pairs.map((pair) => pair.source);
    expect(order.indexOf('Lists')).toBe(order.indexOf('Work') + 1);
    expect(made.notMerged).toBeUndefined();
  });

  it('take what is below them along where both would have had one name', () => {
    expect(mapping(plan(twins, {}))).toMatchObject({ work: 'work (2)', 'work/a': 'work (2)/a' });
    const made = plan(twins, {}, { decisions: { work: { mergeInto: 'Work' } } });
    expect(mapping(made)).toMatchObject({ work: 'Work', 'work/a': 'Work/a (2)', 'work/b': 'Work/b' });
    expect(pairFor(made, 'work/b').renamed).toEqual([]);
    const both = plan(twins, {}, { decisions: { work: { mergeInto: 'Work' }, 'work/a': { mergeInto: 'Work/a' } } });
    expect(mapping(both)).toMatchObject({ work: 'Work', 'Work/a': 'Work/a', 'work/a': 'Work/a', 'work/b': 'Work/b' });
  });

  it('may be one below the other', () => {
    const made = plan(twins, {}, { decisions: { Lists: { mergeInto: 'Lists/x' } } });
    expect(mapping(made)).toMatchObject({ Lists: 'Lists/x', 'Lists/x': 'Lists/x' });
  });

  it('follow another name, also a role’s, and leave their own to others', () => {
    const destination: AccountShape = { mailboxes: [['Gesendet', { attributes: ['\\Sent'] }]] };
    const decisions = {
      Lists: { mergeInto: 'Sent', destination: 'Elsewhere' },
      'work/b': { mergeInto: 'work/a' },
      'work/a': { destination: 'work/b' },
    };
    const made = plan(twins, destination, { decisions });
    expect(mapping(made)).toMatchObject({
      Sent: 'Gesendet',
      Lists: 'Gesendet',
      'work/b': 'work/b',
      'work/a': 'work/b',
    });
    expect(pairFor(made, 'Lists').role).toBe('sent');
  });

  it('may be INBOX and another, either way, and where both go elsewhere', () => {
    const into = plan(twins, {}, { decisions: { Lists: { mergeInto: 'INBOX' } } });
    expect(into.pairs.slice(0, 2).map((pair) => [pair.source, pair.destination])).toEqual([
      ['INBOX', 'INBOX'],
      ['Lists', 'INBOX'],
    ]);
    const away = plan(twins, {}, { decisions: { INBOX: { mergeInto: 'Sent' }, Lists: { destination: 'INBOX' } } });
    expect(away.pairs.find((pair) => pair.source === 'INBOX')).toMatchObject({ destination: 'Sent', role: 'sent' });
    expect(mapping(away)).toMatchObject({ Lists: 'INBOX' });
    const below = plan(twins, {}, { under: 'Old mail', decisions: { INBOX: { mergeInto: 'Work' } } });
    expect(mapping(below)).toMatchObject({ INBOX: 'Old mail/Work', Work: 'Old mail/Work' });
  });

  it('need not both come along', () => {
    const decisions = { Lists: { mergeInto: 'Work' }, Work: { include: false } };
    expect(mapping(plan(twins, {}, { decisions }))).toMatchObject({ Lists: 'Work' });
  });

  it('make the places above the one both go to', () => {
    const mailboxes: AccountShape = { mailboxes: [['Old', { attributes: ['\\NoSelect'] }], 'Old/Work', 'Lists'] };
    const decisions = { Lists: { mergeInto: 'Old/Work' }, 'Old/Work': { include: false } };
    expect(plan(mailboxes, {}, { decisions }).parents).toEqual([{ source: 'Old', destination: 'Old' }]);
  });

  it.each([
    ['itself', 'Work', 'Work'],
    ['missing', 'Work', 'Gone'],
    ['missing', 'Gone', 'Work'],
    ['cannot-hold', 'Work', 'Box'],
    ['merges-itself', 'Lists', 'work'],
  ])('stay two: %s', (problem, from, into) => {
    const mailboxes: AccountShape = {
      mailboxes: [...(twins.mailboxes ?? []), ['Box', { attributes: ['\\NoSelect'] }]],
    };
    const decisions = { work: { mergeInto: 'Sent' }, [from]: { mergeInto: into } };
    const made = plan(mailboxes, {}, { decisions });
    expect(made.notMerged).toEqual([{ source: from, into, problem }]);
    expect(mapping(made)).toMatchObject({ Work: 'Work', Lists: 'Lists', work: 'Sent' });
  });

  it('stay two, or one, as an earlier run began them', () => {
    const there = account({ mailboxes: ['Work', 'Lists'] });
    const begun = new Map([
      ['Work', 'Work'],
      ['Lists', 'Lists'],
    ]);
    const options = { ...DEFAULTS, decisions: { Lists: { mergeInto: 'Work' }, work: { mergeInto: 'Work' } } };
    const apart = buildPlan(account(twins), there, options, begun);
    expect(mapping(apart)).toMatchObject({ Lists: 'Lists', work: 'Work' });
    expect(apart.notMerged).toEqual([{ source: 'Lists', into: 'Work', problem: 'started' }]);
    const together = new Map([...begun, ['Lists', 'Work']]);
    expect(pairFor(buildPlan(account(twins), there, options, together), 'Lists').mergeInto).toBe('Work');
    const undone = buildPlan(account(twins), there, DEFAULTS, together);
    expect(mapping(undone)).toMatchObject({ Lists: 'Work', Work: 'Work', work: 'work (2)' });
  });

  it('need room once for what an earlier run put there', () => {
    const quota = { usedBytes: 0, limitBytes: 1_000 };
    const there = account({ mailboxes: [['Work', { size: 150 }]], quota });
    const sized = account({ mailboxes: ['Work', 'Lists'] });
    const known = new Map([
      ['INBOX', 'INBOX'],
      ['Work', 'Work'],
      ['Lists', 'Work'],
    ]);
    const { quota: verdict } = buildPlan(sized, { ...there, quota: { ...quota, limitBytes: 49 } }, DEFAULTS, known);
    expect(verdict).toEqual({ kind: 'does-not-fit', freeBytes: 49, missingBytes: 1 });
  });
});

test('labels of Gmail stay apart: a message with both would arrive twice', () => {
  const gmail = account({
    mailboxes: [['[Gmail]/All Mail', { attributes: ['\\All'] }], 'Work', 'Lists'],
    capabilities: new Set(['X-GM-EXT-1']),
  });
  const options = { ...DEFAULTS, decisions: { Lists: { mergeInto: 'Work' } } };
  const made = buildPlan(gmail, account({}), options, new Map());
  expect(made.notMerged).toEqual([{ source: 'Lists', into: 'Work', problem: 'labels' }]);
});
