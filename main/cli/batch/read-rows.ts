import { dirname } from 'node:path';
import type { ProviderDirectory } from '../../services/provider-directory.ts';
import { CliError } from '../cli-error.ts';
import type { RawOptions } from '../options.ts';
import { readPins } from '../pins.ts';
import { readAuthority, readEnds, readSettings, type Ends } from '../settings.ts';
import { accountText, type BatchRow, type ListProblem } from './batch-row.ts';
import { areColumns, asColumns, cellsOf, readColumns, type Cells } from './columns.ts';
import { fileNameOf } from './file-name.ts';
import { findClashes } from './find-clashes.ts';
import { readTable, type TableLine } from './read-table.ts';
import { readRowOptions } from './row-options.ts';
import { findRowSecret, namedVariables, type SecretPlaces } from './row-secret.ts';

/** What a list is read with. */
export interface ListContext {
  /** The options of the command line, for all lines. */
  readonly common: RawOptions;
  /** Whether several old mailboxes may go into one new mailbox. */
  readonly sameDestination: boolean;
  readonly places: SecretPlaces;
  readonly directory: ProviderDirectory;
}

/** A list: either rows or problems. */
export interface ReadList {
  readonly rows: readonly BatchRow[];
  /** By line. */
  readonly problems: readonly ListProblem[];
  /** Names of the environment that hold secrets of the list. */
  readonly variables: readonly string[];
  /** Whether the list itself holds passwords. */
  readonly hasPasswords: boolean;
}

/** Where paths in a list begin. */
export function folderOfList(path: string): string {
  return path === '-' ? process.cwd() : dirname(path);
}

/** Reads and checks a whole list. Nothing is asked of any server. */
export async function readRows(text: string, context: ListContext): Promise<ReadList> {
  const { head, lines, problems } = readTable(text);
  const nothing = { rows: [], variables: [], hasPasswords: false };
  if (!head) return { ...nothing, problems: [...problems, { line: 1, text: 'The list is empty.' }] };
  const columns = readColumns(head);
  if (!areColumns(columns)) return { ...nothing, problems: columns };
  if (lines.length === 0 && problems.length === 0)
    return {
      ...nothing,
      problems: [{ line: head.line, text: 'There are no accounts below the names of the columns.' }],
    };
  const all: Cells[] = [];
  const rows: BatchRow[] = [];
  const found: ListProblem[] = [...problems];
  for (const line of lines) {
    const cells = cellsOf(line, columns);
    const row = typeof cells === 'string' ? [cells] : await readRow(line, cells, context);
    if (typeof cells !== 'string') all.push(cells);
    if (isRow(row)) rows.push(row);
    else found.push(...row.map((problem) => ({ line: line.line, text: problem })));
  }
  found.push(...findClashes(rows, context.sameDestination));
  return {
    rows,
    problems: found.sort((one, other) => one.line - other.line),
    variables: namedVariables(all),
    hasPasswords: all.some((cells) => cells['from-password'] !== undefined || cells['to-password'] !== undefined),
  };
}

function isRow(result: BatchRow | readonly string[]): result is BatchRow {
  return !Array.isArray(result);
}

async function readRow({ line }: TableLine, cells: Cells, context: ListContext): Promise<BatchRow | readonly string[]> {
  const { common, places, directory } = context;
  const [[from], [to], [given]] = [cells.from ?? [], cells.to ?? [], cells.name ?? []];
  const ends = attempt(() => readEnds({ from, to }));
  const { options, problems } = readRowOptions(cells, common, places.folder);
  const found = [...problems];
  const settings = attempt(() => readSettings(options));
  if (settings instanceof CliError) found.push(asColumns(settings.message));
  const authority = await readAuthority(options.ca).catch(problemOf);
  if (authority instanceof CliError) found.push(asColumns(authority.message));
  if (ends instanceof CliError) return [asColumns(ends.message), ...found];
  const pins = attempt(() => readPins(options.pin ?? [], ends, directory));
  if (pins instanceof CliError) found.push(asColumns(pins.message));
  const secrets = {
    FROM: findRowSecret('FROM', ends.from, cells, places),
    TO: findRowSecret('TO', ends.to, cells, places),
  };
  if ('problem' in secrets.FROM) found.push(secrets.FROM.problem);
  if ('problem' in secrets.TO) found.push(secrets.TO.problem);
  const called = nameOf(given, ends);
  if (typeof called === 'string') found.push(called);
  if (found.length > 0 || typeof called === 'string' || 'problem' in secrets.FROM || 'problem' in secrets.TO)
    return found;
  return {
    line,
    ...called,
    ends,
    options: { ...options, from, to },
    secrets: { FROM: secrets.FROM.secret, TO: secrets.TO.secret },
  };
}

function nameOf(given: string | undefined, { from }: Ends): { readonly name: string; readonly file: string } | string {
  const name = given ?? accountText(from);
  const file = fileNameOf(name);
  if (/\p{Cc}/u.test(name)) return 'Its name holds control characters.';
  return file === null
    ? 'Its name has neither letters nor digits, so that no file can be called by it.'
    : { name, file };
}

function problemOf(error: unknown): CliError {
  if (error instanceof CliError) return error;
  throw error;
}

function attempt<Result>(read: () => Result): Result | CliError {
  try {
    return read();
  } catch (error) {
    return problemOf(error);
  }
}
