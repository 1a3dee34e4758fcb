import { accountIdentity } from '../../../shared/model/account.ts';
import type { BatchRow, ListProblem } from './batch-row.ts';
import { foldedName } from './file-name.ts';

/**
 * Finds lines that cannot both be meant.
 * @param sameDestination whether several old mailboxes may go into one new mailbox
 */
export function findClashes(rows: readonly BatchRow[], sameDestination: boolean): readonly ListProblem[] {
  const [names, moves, sources, destinations] = [firsts(), firsts(), firsts(), firsts()];
  for (const { line, ends } of rows) sources.first(accountIdentity(ends.from), line);
  return rows.flatMap(({ line, file, ends }) => {
    const [from, to] = [accountIdentity(ends.from), accountIdentity(ends.to)];
    const move = moves.first(`${from} ${to}`, line);
    const into = destinations.first(to, line);
    const called = names.first(foldedName(file), line);
    const old = sources.known(to);
    // Of a line that stands twice, one thing is said.
    if (move !== line) return [{ line, text: `It is the same move as line ${String(move)}.` }];
    return [
      ...(into === line || sameDestination ? [] : [{ line, text: intoOne(into) }]),
      ...(called === line ? [] : [{ line, text: calledAlike(called) }]),
      ...(old === undefined ? [] : [{ line, text: `Its new mailbox is the old one of line ${String(old)}.` }]),
    ];
  });
}

function intoOne(line: number): string {
  return `Its new mailbox is that of line ${String(line)}, too. If both are to go there, add --same-destination.`;
}

function calledAlike(line: number): string {
  return `Its files would be called like those of line ${String(line)}. Give each a name of its own in a column name.`;
}

function firsts() {
  const lines = new Map<string, number>();
  return {
    /** The first line that had this key. */
    first: (key: string, line: number): number => {
      const first = lines.get(key) ?? line;
      lines.set(key, first);
      return first;
    },
    known: (key: string): number | undefined => lines.get(key),
  };
}
