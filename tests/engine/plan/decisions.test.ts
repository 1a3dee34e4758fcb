import { describe, expect, it } from 'vitest';
import { buildPlan } from '../../../main/engine/plan/build-plan.ts';
import { account, DEFAULTS, mapping, pairFor, plan } from './account-builder.ts';

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

  it('cannot take along what cannot be counted', () => {
    const made = plan({ mailboxes: [['Locked', { refused: true }]] }, {}, { decisions: { Locked: { include: true } } });
    expect(made.leftOut).toEqual([{ source: 'Locked', reason: 'status-refused', messages: 0 }]);
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
    const made = plan(source, {}, { decisions });
    expect(pairFor(made, 'Work')).toMatchObject({ destination: 'A_B', renamed: ['reserved-characters'] });
    expect(pairFor(made, 'Work/2020')).toMatchObject({
      destination: 'A_B (2)',
      renamed: ['reserved-characters', 'collision'],
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
