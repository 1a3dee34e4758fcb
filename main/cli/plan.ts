import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountKey } from '../../shared/model/account.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Journal } from '../engine/journal-port.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import type { Invocation } from './invocation.ts';
import { openJournalIfThere } from './journal-file.ts';
import { withMoveSession } from './move-session.ts';
import type { Ends } from './settings.ts';

/**
 * A journal to plan in, thrown away afterwards: a plan with other filters must leave no trace in the real one. Destinations the
 * real one has decided already are taken over, so that the plan shows what a run would do.
 */
function openPlanJournal(
  dependencies: Dependencies,
  chosen: string | undefined,
  ends: Ends,
): { readonly journal: Journal } & Disposable {
  const [sourceKey, destinationKey] = [accountKey(ends.from), accountKey(ends.to)];
  const real = openJournalIfThere(dependencies, chosen);
  const known = real
    ?.migrations()
    .find((move) => move.sourceKey === sourceKey && move.destinationKey === destinationKey);
  const pairs = real && known ? real.pairs(known.id) : [];
  real?.close();
  // In a file: a list of a million messages does not belong into memory.
  const folder = mkdtempSync(join(tmpdir(), 'homing-plan-'));
  const journal = dependencies.openJournal(join(folder, 'journal.sqlite'));
  if (pairs.length > 0) journal.savePlan(journal.openMigration(sourceKey, destinationKey), pairs, []);
  return {
    journal,
    [Symbol.dispose]: () => {
      journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `homing plan`: shows what a run would do, and changes nothing at either account. */
export async function planCommand(invocation: Invocation): Promise<ExitCode> {
  return withMoveSession(
    invocation,
    (dependencies, ends) => openPlanJournal(dependencies, invocation.options.journal, ends),
    async ({ moves, request, control, reporter }, { journal }) => {
      const started = performance.now();
      const quiet = {
        ...control,
        // The plan is told once, at the end, with what the lists of messages have shown.
        onEvent: (event: Parameters<typeof control.onEvent>[0]) => {
          if (event.event !== 'plan' || invocation.options.json !== true) control.onEvent(event);
        },
      };
      const report = await moves.plan(request, journal, quiet);
      reporter.plan(report, (performance.now() - started) / 1000);
      return exitCode.arrived;
    },
  );
}
