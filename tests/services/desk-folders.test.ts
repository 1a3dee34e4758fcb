import { describe, expect, it } from 'vitest';
import { folderTable, type FolderTableInput } from '../../main/services/desk/folders/folder-table.ts';
import { planOptions } from '../../main/services/desk/folders/plan-options.ts';
import { buildPlan } from '../../main/engine/plan/build-plan.ts';
import {
  defaultFolderChoices,
  folderTable as tableShape,
  type FolderChoices,
  type FolderRow,
  type FolderTable,
} from '../../shared/ipc/folders-view.ts';
import type { ListedMailbox } from '../../shared/model/mailbox.ts';
import { sampleFacts, sampleMailbox } from './desk-sample-facts.ts';

const usual = [
  sampleMailbox('Work', 3),
  sampleMailbox('INBOX', 10),
  sampleMailbox('Work/2024', 5),
  sampleMailbox('Work 10', 1),
  sampleMailbox('Work 9', 1),
  sampleMailbox('Junk', 7, { attributes: ['\\Junk'] }),
  sampleMailbox('Trash', 4, { attributes: ['\\Trash'] }),
  sampleMailbox('Closed', null),
  sampleMailbox('Lists', null, { attributes: ['\\NoSelect'] }),
  sampleMailbox('Lists/imap', 2),
  sampleMailbox('Empty box', null, { attributes: ['\\NoSelect'] }),
];

function table(
  choices: Partial<FolderChoices> = {},
  change: Partial<FolderTableInput> & { readonly from?: readonly ListedMailbox[] } = {},
): FolderTable {
  const made = folderTable({
    source: sampleFacts(change.from ?? usual),
    destination: sampleFacts([sampleMailbox('INBOX', 0)]),
    choices: { ...defaultFolderChoices, ...choices },
    known: new Map(),
    started: new Set(),
    ...change,
  });
  return tableShape.parse(made);
}

function row({ rows }: FolderTable, source: string): FolderRow {
  const found = rows.find((one) => one.source === source);
  if (!found) throw new Error(`no row ${source}`);
  return found;
}

describe('the rows', () => {
  it('are all old folders as a tree: INBOX first, each below its parent, numbers by their worth', () => {
    expect(table().rows.map(({ depth, label }) => `${'  '.repeat(depth)}${label}`)).toEqual([
      'INBOX',
      'Closed',
      'Empty box',
      'Junk',
      'Lists',
      '  imap',
      'Trash',
      'Work',
      '  2024',
      'Work 9',
      'Work 10',
    ]);
  });

  it('say why a folder stays, and where it would go', () => {
    const { rows } = table();
    const left = Object.fromEntries(rows.map(({ source, leftOut }) => [source, leftOut]));
    expect(left).toMatchObject({
      INBOX: null,
      Junk: 'spam',
      Trash: 'trash',
      Closed: null,
      Lists: 'not-selectable',
      'Empty box': 'not-selectable',
    });
    for (const { include, leftOut } of rows) expect(include).toBe(leftOut === null);
    expect(row(table(), 'Junk')).toMatchObject({ destination: 'Junk', role: 'junk', messages: 7, bytes: 7_000 });
    expect(row(table(), 'Closed')).toMatchObject({ destination: 'Closed', unopened: true, messages: 0, bytes: null });
    expect(rows.filter(({ unopened }) => unopened).map(({ source }) => source)).toEqual(['Closed']);
  });

  it('name a level that nobody listed with the folder below it', () => {
    const from = [sampleMailbox('a/b/c', 1), sampleMailbox('a/b/c/d', 1), sampleMailbox('INBOX/x', 1)];
    expect(table({}, { from }).rows.map(({ depth, label }) => [depth, label])).toEqual([
      [0, 'INBOX/x'],
      [0, 'a/b/c'],
      [1, 'd'],
    ]);
  });

  it('indent below the prefix of the old server, not below INBOX', () => {
    const source = sampleFacts(
      ['INBOX', 'INBOX.a', 'INBOX.a.b'].map((name) => sampleMailbox(name, 1, { delimiter: '.' })),
      { namespace: { prefix: 'INBOX.', delimiter: '.' } },
    );
    expect(table({}, { source }).rows.map(({ depth, label, destination }) => [depth, label, destination])).toEqual([
      [0, 'INBOX', 'INBOX'],
      [0, 'a', 'a'],
      [1, 'b', 'a/b'],
    ]);
  });

  it('clean names, and keep those of the server as keys', () => {
    const name = 'eve\u202Egnp\u0000/x<b>';
    const found = row(table({}, { from: [sampleMailbox(name, 1)] }), name);
    expect(found).toMatchObject({ name: 'evegnp/x<b>', label: 'evegnp/x<b>' });
  });

  it('bear every name a server may think of', () => {
    const towers = 'a' + '\u0301'.repeat(900);
    const names = ['__proto__', 'constructor', towers, 'x'.repeat(1_999), 'y'.repeat(50_000), ' ', '/', '//', 'Inbox'];
    const from = [...names.map((name) => sampleMailbox(name, 1)), sampleMailbox('INBOX', 1), sampleMailbox('INBOX', 1)];
    const { rows } = table({ decisions: { __proto__: { include: false } } }, { from });
    const sources = rows.map(({ source }) => source);
    expect(new Set(sources).size).toBe(sources.length);
    // Too long a name is no key; the folder goes along all the same.
    expect(sources.toSorted()).toEqual([...names.filter((name) => name.length < 2_000), 'INBOX'].toSorted());
  });
});

describe('choices', () => {
  it('take a folder out and bring another in; the totals follow', () => {
    const all = table().totals;
    expect(all).toEqual({ mailboxes: 7, messages: 22, bytes: null });
    const chosen = table({ decisions: { Work: { include: false }, Junk: { include: true } } });
    expect(row(chosen, 'Work')).toMatchObject({ include: false, leftOut: 'excluded', destination: 'Work' });
    expect(row(chosen, 'Work/2024').include).toBe(true);
    expect(row(chosen, 'Junk')).toMatchObject({ include: true, leftOut: null });
    expect(chosen.totals).toEqual({ mailboxes: 7, messages: 26, bytes: null });
    expect(table({ spam: true, trash: true }).totals.messages).toBe(33);
  });

  it('no choice can bring in what holds no messages; what was not opened can be left out, and then the size is known', () => {
    const wished = table({ decisions: { Lists: { include: true }, Closed: { include: false } } });
    expect(row(wished, 'Lists').include).toBe(false);
    expect(row(wished, 'Closed')).toMatchObject({ include: false, leftOut: 'excluded', unopened: true });
    expect(wished.totals).toEqual({ mailboxes: 6, messages: 22, bytes: 22_000 });
  });

  it('give another name, which those below follow', () => {
    const found = table({ decisions: { Work: { destination: 'Job' } } });
    expect(row(found, 'Work')).toMatchObject({ destination: 'Job', nameProblem: null });
    expect(row(found, 'Work/2024').destination).toBe('Job/2024');
  });

  it.each([
    ['', 'empty'],
    ['INBOX', 'taken'],
    ['x'.repeat(250), 'too-long'],
    [Array.from({ length: 12 }, () => 'a').join('/'), 'too-deep'],
  ] as const)('say what is wrong with the name %j: %s', (destination, problem) => {
    const found = row(table({ decisions: { Work: { destination: destination || ' ' } } }), 'Work');
    expect(found.nameProblem).toBe(problem);
    expect(found.destination).not.toBe(destination);
  });

  it('give a chosen name to one folder only, before one that merely has it', () => {
    const wished = { Work: { destination: 'Lists/imap' }, 'Work 9': { destination: 'lists/IMAP' } };
    const found = table({ decisions: wished });
    expect(row(found, 'Work')).toMatchObject({ destination: 'Lists/imap', nameProblem: null });
    expect(row(found, 'Work 9').nameProblem).toBe('taken');
    const goals = found.rows.map(({ destination }) => destination.toLowerCase());
    expect(new Set(goals).size).toBe(goals.length);
  });

  it('put everything into one folder', () => {
    const found = table({ preset: 'into-one', under: ' Before 2026 ' });
    const goals = found.rows.filter(({ include }) => include).map(({ destination }) => destination);
    expect(goals).toHaveLength(7);
    for (const goal of goals) expect(goal).toMatch(/^Before 2026\//);
    expect(planOptions({ ...defaultFolderChoices, preset: 'into-one', under: null }).under).toBe('Old mail');
    expect(planOptions({ ...defaultFolderChoices, under: 'kept for later' }).under).toBeNull();
  });

  it('change no name once copying into it has begun', () => {
    const found = table(
      { decisions: { Work: { destination: 'Job' } } },
      { known: new Map([['Work', 'Old work']]), started: new Set(['Work']) },
    );
    expect(row(found, 'Work')).toMatchObject({ destination: 'Old work', started: true, nameProblem: null });
    expect(row(found, 'INBOX').started).toBe(false);
  });
});

it('says whether it fits', () => {
  const quota = { usedBytes: 0, limitBytes: 5_000 };
  const destination = sampleFacts([sampleMailbox('INBOX', 0)], { quota });
  expect(table({}, { destination }).room).toEqual({ kind: 'does-not-fit', freeBytes: 5_000, missingBytes: 17_000 });
  expect(table().room).toEqual({ kind: 'unknown' });
});

it('shows exactly what the plan will do', () => {
  const choices = {
    ...defaultFolderChoices,
    decisions: { Work: { destination: 'lists/IMAP' }, Trash: { include: true }, INBOX: { include: false } },
  };
  const destination = sampleFacts([sampleMailbox('INBOX', 0), sampleMailbox('Work', 0)]);
  const plan = buildPlan(sampleFacts(usual), destination, planOptions(choices), new Map());
  const { rows } = table(choices, { destination });
  const shown = rows.filter(({ include }) => include).map(({ source, destination: goal }) => `${source} > ${goal}`);
  expect(shown.toSorted()).toEqual(plan.pairs.map((pair) => `${pair.source} > ${pair.destination}`).toSorted());
  const left = rows.filter(({ leftOut }) => leftOut !== null).map(({ source }) => source);
  expect(left.toSorted()).toEqual([...plan.leftOut, ...plan.parents].map(({ source }) => source).toSorted());
});
