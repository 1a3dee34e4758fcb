import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonText } from '../../../shared/json-text.ts';
import { csvRow } from '../../../shared/csv-row.ts';
import { writePrivateFile } from '../../services/write-private-file.ts';
import type { MoveResult } from './move-result.ts';

/** What a batch leaves behind, for people as a table and for scripts. */
export interface Summary {
  /** ISO 8601. */
  readonly startedAt: string;
  /** Null while it runs, or when it was killed. */
  readonly endedAt: string | null;
  /** Of the batch; null as long as it runs. */
  readonly exitCode: number | null;
  /** In the order of the list. */
  readonly moves: readonly MoveResult[];
}

const count = z.number().nonnegative();
const earlier = z.object({
  moves: z.array(
    z
      .object({
        ...{
          line: count,
          name: z.string(),
          from: z.string(),
          fromServer: z.string(),
          to: z.string(),
          toServer: z.string(),
        },
        state: z.enum(['arrived', 'arrived-with-exceptions']),
        exitCode: z.number().nullable(),
        ...{
          copied: count,
          alreadyThere: count,
          skipped: count,
          failed: count,
          waiting: count,
          bytes: count,
          seconds: count,
        },
        ...{ next: z.string(), journal: z.string(), receipt: z.string().nullable() },
      })
      .nullable()
      .catch(null),
  ),
});

/** Where the summary of a batch, or of a dry run of it, is written. */
export function summaryFiles(folder: string, dryRun: boolean): { readonly json: string; readonly csv: string } {
  const name = dryRun ? 'dry-run' : 'summary';
  return { json: join(folder, `${name}.json`), csv: join(folder, `${name}.csv`) };
}

/** What an earlier run of the same folder brought to its end, by name. Nothing when there was none, or when its file cannot be read. */
export function readArrived(folder: string): ReadonlyMap<string, MoveResult> {
  try {
    const { moves } = earlier.parse(JSON.parse(readFileSync(summaryFiles(folder, false).json, 'utf8')));
    return new Map(moves.flatMap((move) => (move === null ? [] : [[move.name, move] as const])));
  } catch {
    return new Map();
  }
}

/** Writes both files anew, each whole or not at all, for our eyes only. Rejects with the system's error. */
export async function writeSummary(folder: string, dryRun: boolean, summary: Summary): Promise<void> {
  const { json, csv } = summaryFiles(folder, dryRun);
  await writePrivateFile(json, `${jsonText(summary, 2)}\n`);
  await writePrivateFile(csv, dryRun ? plannedTable(summary.moves) : table(summary.moves));
}

function table(moves: readonly MoveResult[]): string {
  const head =
    'name,from,from_server,to,to_server,state,exit_code,copied,already_there,skipped,failed,waiting,bytes,seconds,next_step,receipt,journal';
  const rows = moves.map((move) =>
    csvRow([
      ...[...accounts(move), move.state, move.exitCode ?? ''],
      ...[move.copied, move.alreadyThere, move.skipped, move.failed, move.waiting, move.bytes],
      ...[Math.round(move.seconds), move.next, move.receipt ?? '', move.journal],
    ]),
  );
  return `${head}\r\n${rows.join('')}`;
}

function accounts({ name, from, fromServer, to, toServer }: MoveResult): readonly string[] {
  return [name, from, fromServer, to, toServer];
}

function plannedTable(moves: readonly MoveResult[]): string {
  const head =
    'name,from,from_server,to,to_server,state,exit_code,messages,bytes,free_bytes,too_big,left_behind,next_step';
  const rows = moves.map((move) =>
    csvRow([
      ...[...accounts(move), move.state, move.exitCode ?? '', move.waiting, move.bytes],
      ...[move.room?.freeBytes ?? '', move.room?.tooBig ?? '', move.skipped, move.next],
    ]),
  );
  return `${head}\r\n${rows.join('')}`;
}
