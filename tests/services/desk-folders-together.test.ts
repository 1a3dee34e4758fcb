import { describe, expect, it } from 'vitest';
import { folderTable, type FolderTableInput } from '../../main/services/desk/folders/folder-table.ts';
import {
  defaultFolderChoices,
  folderTable as tableShape,
  type FolderChoices,
  type FolderRow,
} from '../../shared/ipc/folders-view.ts';
import { sampleFacts, sampleMailbox } from './desk-sample-facts.ts';

const mailboxes = [
  sampleMailbox('INBOX', 10),
  sampleMailbox('Work', 3),
  sampleMailbox('work', 5),
  sampleMailbox('Lists', 2),
  sampleMailbox('Closed', null),
  sampleMailbox('Box', null, { attributes: ['\\NoSelect'] }),
  sampleMailbox('Box/in it', 1),
];

function rows(
  decisions: FolderChoices['decisions'],
  change: Partial<FolderTableInput> = {},
): Readonly<Record<string, FolderRow>> {
  const made = folderTable({
    source: sampleFacts(mailboxes),
    destination: sampleFacts([sampleMailbox('INBOX', 0)]),
    choices: { ...defaultFolderChoices, decisions },
    known: new Map(),
    started: new Set(),
    ...change,
  });
  return Object.fromEntries(tableShape.parse(made).rows.map((row) => [row.source, row]));
}

describe('folders put together', () => {
  it('go to one place, and tell with which', () => {
    const found = rows({ work: { mergeInto: 'Work' }, Lists: { mergeInto: 'Work' } });
    expect(found['work']).toMatchObject({ destination: 'Work', mergeInto: 'Work', mergeProblem: null, renamed: [] });
    expect(found['Lists']).toMatchObject({ destination: 'Work', mergeInto: 'Work' });
    expect(found['Work']).toMatchObject({ destination: 'Work', mergeInto: null });
    expect(rows({})['work']).toMatchObject({ destination: 'work (2)', mergeInto: null, renamed: ['collision'] });
  });

  it('do so whether the other one comes along or not', () => {
    const found = rows({ work: { mergeInto: 'Work' }, Work: { include: false } });
    expect(found['work']).toMatchObject({ destination: 'Work', mergeInto: 'Work', include: true });
  });

  it.each([
    ['Work', 'itself'],
    ['Gone', 'missing'],
    ['Box', 'cannot-hold'],
    ['Lists', 'merges-itself'],
  ] as const)('cannot be together with %s: %s', (mergeInto, problem) => {
    const found = rows({ Work: { mergeInto }, Lists: { mergeInto: 'INBOX' } });
    expect(found['Work']).toMatchObject({ destination: 'Work', mergeInto: null, mergeProblem: problem });
  });

  it('stay as copying has begun them, together or apart', () => {
    const known = new Map([
      ['Work', 'Work'],
      ['Lists', 'Work'],
      ['work', 'work (2)'],
    ]);
    const found = rows({ work: { mergeInto: 'Work' } }, { known, started: new Set(known.keys()) });
    expect(found['work']).toMatchObject({ destination: 'work (2)', mergeInto: null, mergeProblem: 'started' });
    expect([found['Lists']?.mergeInto, found['Work']?.mergeInto]).toEqual([null, 'Lists']);
  });

  it('are those that can hold messages, whether they were opened or not', () => {
    const found = rows({});
    const can = Object.values(found).filter(({ canMerge }) => canMerge);
    expect(can.map(({ source }) => source).toSorted()).toEqual([
      'Box/in it',
      'Closed',
      'INBOX',
      'Lists',
      'Work',
      'work',
    ]);
  });

  it('are no labels of Gmail: a message with both would arrive twice', () => {
    const source = sampleFacts(
      [
        sampleMailbox('INBOX', 1),
        sampleMailbox('Work', 1),
        sampleMailbox('Lists', 1),
        sampleMailbox('[Gmail]/Alle', 3, { attributes: ['\\All'] }),
        sampleMailbox('[Gmail]/Spam', 1, { attributes: ['\\Junk'] }),
      ],
      { capabilities: new Set(['X-GM-EXT-1']) },
    );
    const found = rows({ Lists: { mergeInto: 'Work' } }, { source });
    expect(found['Lists']).toMatchObject({ canMerge: false, mergeInto: null, mergeProblem: 'labels' });
    expect(found['[Gmail]/Spam']?.canMerge).toBe(true);
  });

  it('are offered where a name is gone', () => {
    expect(rows({})['work']).toMatchObject({ destination: 'work (2)', takenBy: 'Work' });
    expect(rows({ Lists: { destination: 'inbox' } })['Lists']).toMatchObject({
      nameProblem: 'taken',
      takenBy: 'INBOX',
    });
    // Who chooses a name gets it before one that merely has it: then that one is asked.
    const chosen = rows({ Lists: { destination: 'Box/in it' } });
    expect(chosen['Lists']).toMatchObject({ destination: 'Box/in it', nameProblem: null, takenBy: null });
    expect(chosen['Box/in it']).toMatchObject({ destination: 'Box/in it (2)', takenBy: 'Lists' });
    // Of two that are together the first one counts.
    const merged = rows({ work: { mergeInto: 'Lists' }, Lists: { destination: 'A' }, Work: { destination: 'a' } });
    expect(merged['Work']).toMatchObject({ nameProblem: 'taken', takenBy: 'Lists' });
    expect(rows({ Lists: { destination: 'Other' } })['Lists']).toMatchObject({ nameProblem: null, takenBy: null });
  });
});
