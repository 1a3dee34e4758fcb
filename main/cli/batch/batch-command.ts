import { mkdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { jsonText } from '../../../shared/json-text.ts';
import { sanitizeDisplay } from '../../../shared/sanitize-display.ts';
import { createDependencies } from '../../dependencies.ts';
import { CliError } from '../cli-error.ts';
import { defaultJournalFile } from '../default-journal.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import type { Invocation } from '../invocation.ts';
import type { RawOptions } from '../options.ts';
import { readAuthority, readSettings } from '../settings.ts';
import { tellFailure } from '../tell-failure.ts';
import type { BatchRow, ListProblem } from './batch-row.ts';
import { rowOptions } from './columns.ts';
import { fileNameOf } from './file-name.ts';
import { accountsOf, type MoveResult } from './move-result.ts';
import { readListFile, refuseOpenList } from './read-list-file.ts';
import { folderOfList, readRows, type ReadList } from './read-rows.ts';
import { runBatch } from './run-batch.ts';
import { readArrived, summaryFiles } from './summary.ts';

const mostParallel = 64;
const fewParallel = 2;

/** What belongs to one move, and has no meaning for many. */
const ofOneMove = ['from', 'to', 'journal', 'html', 'json-file', 'device', 'oauth-client'] as const;

/** `homing batch LIST`: moves the mailboxes of a list, each in a process of its own. */
export async function batchCommand({ options, secrets, list: path }: Invocation): Promise<ExitCode> {
  if (path === null)
    throw new CliError('Which list?', 'Write homing batch LIST, a table of accounts; docs/hosts.md shows one.');
  const alone = ofOneMove.find((name) => options[name] !== undefined);
  if (alone !== undefined)
    throw new CliError(
      `--${alone} belongs to one move, and a batch makes many.`,
      'Leave it out: each line of the list has its own accounts, and each move its own journal and receipt.',
    );
  const parallel = readParallel(options.parallel);
  const folder = folderFor(path, options.journals);
  const common = commonOf(options);
  // What is wrong for all lines is said once.
  readSettings(common);
  await readAuthority(common.ca);
  const file = readListFile(path);
  const list = await readRows(file.text, {
    common,
    sameDestination: options['same-destination'] ?? false,
    places: { environment: process.env, folder: folderOfList(path), common: secrets },
    directory: createDependencies().directory(),
  });
  if (list.hasPasswords) refuseOpenList(path, file);
  if (list.problems.length > 0) return tellProblems(list.problems, options.json ?? false);
  makeFolder(folder);
  const [dryRun, json] = [options['dry-run'] ?? false, options.json ?? false];
  return runBatch({
    rows: list.rows,
    done: doneBefore(list, folder, options),
    setting: { folder, dryRun, variables: list.variables },
    facts: { moves: list.rows.length, parallel, dryRun, folder, file: summaryFiles(folder, dryRun).csv },
    json,
  });
}

function commonOf(options: RawOptions): RawOptions {
  return Object.fromEntries(
    rowOptions.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]] as const])),
  );
}

function readParallel(text: string | undefined): number {
  const parallel = text === undefined ? fewParallel : /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  if (parallel >= 1 && parallel <= mostParallel) return parallel;
  throw new CliError(
    `--parallel is not a number from 1 to ${String(mostParallel)}.`,
    'Write how many moves may run at the same time, for example 4.',
  );
}

/** Each list has a folder of its own, so that a summary is of one list. */
function folderFor(path: string, chosen: string | undefined): string {
  if (chosen !== undefined) return resolve(chosen);
  if (path === '-')
    throw new CliError(
      'A list from standard input has no name, so that nothing could be found again.',
      'Say with --journals FOLDER where journals and receipts belong.',
    );
  const name = fileNameOf(basename(path).replace(/\.[^.]*$/, '')) ?? 'list';
  return join(dirname(defaultJournalFile()), 'batch', name);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    throw new CliError(
      `The folder ${sanitizeDisplay(folder, 300)} cannot be made. Nothing was started.`,
      'Check the path after --journals.',
    );
  }
}

function doneBefore({ rows }: ReadList, folder: string, options: RawOptions): ReadonlyMap<BatchRow, MoveResult> {
  const done = new Map<BatchRow, MoveResult>();
  if (options['only-unfinished'] !== true) return done;
  const arrived = readArrived(folder);
  for (const row of rows) {
    const result = arrived.get(row.name);
    // A name that now means other accounts says nothing.
    const { from, fromServer, to, toServer } = accountsOf(row.ends);
    const isSame = result?.from === from && result.to === to;
    if (isSame && result.fromServer === fromServer && result.toServer === toServer)
      done.set(row, { ...result, line: row.line });
  }
  return done;
}

function tellProblems(problems: readonly ListProblem[], json: boolean): ExitCode {
  const many = problems.length === 1 ? 'one place' : `${String(problems.length)} places`;
  const lines = [
    `The list is wrong in ${many}. Nothing was started.`,
    ...problems.map(({ line, text }) => `Line ${String(line)}: ${text}`),
    'Correct them, then run the same command again.',
  ];
  const failure = { kind: 'list', side: null, serverText: null, lines, exitCode: exitCode.usage };
  const failed = (): void => {
    if (json)
      process.stdout.write(
        `${jsonText({ event: 'problem', kind: 'list', problems, message: lines.join(' '), exitCode: exitCode.usage })}\n`,
      );
  };
  return tellFailure(failure, { failed, close: () => undefined });
}
