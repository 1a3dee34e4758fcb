import type { FolderChoices, FolderRow, FolderTable } from '../../shared/ipc/folders-view.ts';
import { defaultFolderChoices } from '../../shared/ipc/folders-view.ts';

/** A row whose folder keeps its name and goes along. */
export function sampleRow(source: string, overrides: Partial<FolderRow> = {}): FolderRow {
  return {
    source,
    name: source,
    label: source.split('/').at(-1) ?? source,
    depth: source.split('/').length - 1,
    role: null,
    unopened: false,
    messages: 120,
    bytes: 34_000_000,
    destination: source,
    destinationName: source,
    renamed: [],
    exists: false,
    include: true,
    leftOut: null,
    started: false,
    nameProblem: null,
    takenBy: null,
    canMerge: overrides.leftOut !== 'not-selectable',
    mergeInto: null,
    mergeProblem: null,
    ...overrides,
  };
}

/** A row that goes where the new mailbox keeps such mail. */
function roleRow(source: string, role: FolderRow['role'], destination: string): FolderRow {
  return sampleRow(source, {
    role,
    destination,
    destinationName: destination,
    renamed: source === destination ? [] : ['role'],
    exists: true,
  });
}

/** A mailbox with one of everything. */
export const sampleRows: readonly FolderRow[] = [
  { ...roleRow('INBOX', 'inbox', 'INBOX'), messages: 8123, bytes: 4_100_000_000 },
  sampleRow('Archive', { role: 'archive', exists: true, messages: 5210, bytes: 3_900_000_000 }),
  sampleRow('Archive/2018'),
  sampleRow('Archive/2019', { started: true }),
  roleRow('Drafts', 'drafts', 'Entwürfe'),
  sampleRow('Family', { exists: true }),
  sampleRow('Labels', { leftOut: 'not-selectable', include: false, messages: 0, bytes: null }),
  sampleRow('Labels/Old: plans', {
    destination: 'Labels/Old- plans',
    destinationName: 'Labels/Old- plans',
    renamed: ['reserved-characters', 'too-long'],
  }),
  sampleRow('Secret', { unopened: true, messages: 0, bytes: null }),
  roleRow('Sent Mail', 'sent', 'Gesendet'),
  sampleRow('Spam', {
    role: 'junk',
    include: false,
    leftOut: 'spam',
    messages: 431,
    renamed: ['role'],
    destination: 'Junk',
  }),
  sampleRow('Trash', { role: 'trash', include: false, leftOut: 'trash', messages: 88 }),
  sampleRow('Trash/Deleted folder', { include: false, leftOut: 'trash', messages: 12 }),
  sampleRow('Work', { messages: 2044, bytes: null }),
  sampleRow('work', {
    destination: 'work (2)',
    destinationName: 'work (2)',
    renamed: ['collision'],
    takenBy: 'Work',
  }),
  sampleRow('[Gmail]/All Mail', { depth: 0, role: 'all', include: false, leftOut: 'virtual', messages: 21_300 }),
];

/** Rows as many as a person with too many folders has: a hundred folders with ninety-nine each. */
export function manyRows(count: number): readonly FolderRow[] {
  return Array.from({ length: count }, (_, index) => {
    const [group, member] = [Math.floor(index / 100), index % 100];
    const parent = `Group ${String(group).padStart(4, '0')}`;
    return sampleRow(member === 0 ? parent : `${parent}/Folder ${String(index)}`, { messages: index });
  });
}

/** The table main would answer with, as far as the window shows it: ticks and names count, nothing else changes. */
export function sampleTable(rows: readonly FolderRow[], choices: FolderChoices = defaultFolderChoices): FolderTable {
  const chosen = rows.map((row) => applied(row, choices));
  const along = chosen.filter(({ include }) => include);
  return {
    choices,
    rows: chosen,
    totals: {
      mailboxes: along.length,
      messages: along.reduce((sum, { messages }) => sum + messages, 0),
      bytes: along.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    },
    room: { kind: 'fits', freeBytes: 50_000_000_000 },
    delimiter: '/',
    labels: {
      messages: 21_300,
      shown: 34_912,
      results: {
        folders: { messages: 34_912, bytes: 22_000_000_000 },
        primary: { messages: 21_300, bytes: 14_000_000_000 },
        archive: { messages: 21_300, bytes: 14_000_000_000 },
      },
    },
  };
}

function applied(row: FolderRow, choices: FolderChoices): FolderRow {
  const decision = choices.decisions[row.source];
  const switched = (row.leftOut === 'spam' && choices.spam) || (row.leftOut === 'trash' && choices.trash);
  const include = decision?.include ?? (row.include || switched);
  const under = choices.preset === 'into-one' ? `${choices.under ?? ''}/` : '';
  const mergeInto = decision?.mergeInto ?? row.mergeInto;
  const wanted = mergeInto ?? decision?.destination;
  const taken = wanted === 'INBOX' && mergeInto === null;
  const destination = wanted === undefined ? `${under}${row.destination}` : taken ? 'INBOX (2)' : wanted;
  return {
    ...row,
    include,
    leftOut: include ? null : (row.leftOut ?? 'excluded'),
    destination,
    destinationName: destination,
    renamed: mergeInto === null ? row.renamed : [],
    mergeInto,
    nameProblem: taken ? 'taken' : row.nameProblem,
    takenBy: taken ? 'INBOX' : mergeInto === null ? row.takenBy : null,
  };
}
