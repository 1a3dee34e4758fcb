import { accountIdentity } from '../../../shared/model/account.ts';
import { wrongSettings } from '../exit-code.ts';
import type { BatchRow } from './batch-row.ts';
import type { ProblemEvent } from './child-events.ts';

/** Accounts refused in a row before no more are tried: a wrong server name must not lock a hundred people out. */
const mostInARow = 3;

/** Why a server is left alone for the rest of a batch. */
export interface Held {
  /** `host:port`. */
  readonly server: string;
  readonly side: 'source' | 'destination';
  /** What three accounts in a row heard: a MailErrorKind. */
  readonly kind: string;
}

/** What will be the same for the next account, as far as anybody can tell. */
const hopeless: ReadonlySet<string> = new Set(['sign-in-refused', ...wrongSettings]);

function endOf(row: BatchRow, side: Held['side']): BatchRow['ends']['from'] {
  return side === 'source' ? row.ends.from : row.ends.to;
}

function serverOf(row: BatchRow, side: Held['side']): string {
  const { host, port } = endOf(row, side);
  return `${host.toLowerCase()}:${String(port)}`;
}

/** Watches which servers refuse one account after the other. */
export function createHostGuard() {
  const refused = new Map<string, { readonly kind: string; readonly accounts: Set<string> }>();
  const keyOf = (row: BatchRow, side: Held['side']): string => `${side} ${serverOf(row, side)}`;
  return {
    /** A move has ended. @param problem what ended it; null when both servers let it in */
    note(row: BatchRow, problem: Pick<ProblemEvent, 'kind' | 'side'> | null): void {
      const side = problem?.side ?? null;
      if (problem === null || !hopeless.has(problem.kind)) {
        refused.delete(keyOf(row, 'source'));
        refused.delete(keyOf(row, 'destination'));
      } else if (side !== null) {
        const before = refused.get(keyOf(row, side));
        const accounts = before?.kind === problem.kind ? before.accounts : new Set<string>();
        accounts.add(accountIdentity(endOf(row, side)));
        refused.set(keyOf(row, side), { kind: problem.kind, accounts });
      }
    },
    /** @returns why a line is better not started; null when it may be */
    reasonToHold(row: BatchRow): Held | null {
      for (const side of ['source', 'destination'] as const) {
        const found = refused.get(keyOf(row, side));
        if (found && found.accounts.size >= mostInARow) return { server: serverOf(row, side), side, kind: found.kind };
      }
      return null;
    },
  };
}

/** The next step for a line that was held back. */
export function heldText({ server, side, kind }: Held): string {
  const which = side === 'source' ? 'old' : 'new';
  const why = kind === 'sign-in-refused' ? 'refused three accounts in a row' : 'could not be used three times in a row';
  return `Not tried, since the ${which} server ${server} ${why}. Check it, then run the same command again.`;
}
