import type { CheckId, CheckLine } from '../../../../shared/ipc/checks-view.ts';
import type { ProblemView } from '../../../../shared/ipc/problem-view.ts';
import { scratchLeft } from '../../../engine/rehearse.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkDestination } from './check-destination.ts';
import { checkIndependence } from './check-independence.ts';
import { checkNames } from './check-names.ts';
import { checkSource } from './check-source.ts';
import { checkWriting } from './check-writing.ts';
import { openLine, type Found } from './found.ts';
import type { ChecksRecord, Look, PartialLook, WriteTest } from './look.ts';

/** To know these, somebody must want it, or answer. */
const mayStayOpen: readonly CheckId[] = ['write-test', 'too-large', 'independent'];

/** In the order they are shown. */
const ORDER: readonly CheckId[] = [
  'source-reachable',
  'destination-reachable',
  'encrypted',
  'different-accounts',
  'independent',
  'counted',
  'hidden-mail',
  'destination-empty',
  'room',
  'too-large',
  'names',
  'mailbox-limit',
  'write-test',
];

/** What both accounts look like before a move: one line for each check, in the order they are shown. Pure. */
export function checkLines(look: Look, record: ChecksRecord, writing: WriteTest): readonly CheckLine[] {
  const found = [
    ...checkAccounts(look.source, look.destination),
    ...checkIndependence(look),
    ...checkSource(look),
    ...checkDestination(look),
    ...checkNames(look),
    checkWriting(record.rehearsal, writing, scratchLeft(look.destination.facts)),
  ];
  return inOrder(found, record);
}

/**
 * The lines when the look came to nothing: where the problem lies, what was found of the other side, and everything else open.
 * @param problem a side's, or, with none, of the look as a whole
 */
export function failedLook(problem: ProblemView, reached: PartialLook): readonly CheckLine[] {
  const id = problem.side === null ? 'counted' : (`${problem.side}-reachable` as const);
  const found = checkAccounts(reached.source, reached.destination).filter((line) => line.id !== id);
  return inOrder([...found, { id, verdict: 'fail', problem }], { acknowledged: [] });
}

/**
 * Whether nothing failed, nothing is still being looked at, and every warning was understood. Only what
 * nobody has asked for yet, or nobody would tell, may stay open.
 */
export function mayGoOn(lines: readonly CheckLine[]): boolean {
  return (
    lines.length > 0 &&
    lines.every(({ id, verdict, acknowledged }) => {
      if (verdict === 'open') return mayStayOpen.includes(id);
      return verdict === 'pass' || (verdict === 'warn' && acknowledged);
    })
  );
}

function inOrder(found: readonly Found[], { acknowledged }: Pick<ChecksRecord, 'acknowledged'>): readonly CheckLine[] {
  const byId = new Map(found.map((one) => [one.id, one]));
  return ORDER.map((id) => {
    const line = { ...openLine(id), ...byId.get(id) };
    return { ...line, acknowledged: line.verdict === 'warn' && acknowledged.includes(id) };
  });
}
