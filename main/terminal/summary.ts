import type { MigrationOutcome } from '../../shared/model/migration-event.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { messageProblemLine } from '../../shared/describe-message-problem.ts';
import { bytesText, countText, durationText, messagesText } from '../../shared/quantity-text.ts';
import { paint, plainSigns, type Style } from './style.ts';
import { wrapText } from './text-width.ts';

/** At most this many messages are named on a screen; the report names all. */
const mostNamed = 10;

type Compared = Pick<MigrationOutcome, 'compared' | 'comparedAtRandom'>;

type Counts = Pick<MigrationOutcome, 'copied' | 'alreadyThere' | 'skipped' | 'failed' | 'altered' | 'waiting'>;

function detail(counts: Counts): string {
  const { copied, alreadyThere, skipped, failed, altered, waiting } = counts;
  const pieces: readonly (readonly [number, string])[] = [
    [copied, 'copied'],
    [alreadyThere, 'there already'],
    [skipped, 'left behind as you chose'],
    [altered, 'changed'],
    [failed, 'not taken by the new server'],
    [waiting, 'still to come'],
  ];
  const told = pieces.filter(([count]) => count > 0).map(([count, words]) => `${countText(count)} ${words}`);
  return told.length === 0 ? 'There was nothing to copy.' : `${told.join(', ')}.`;
}

function headline(outcome: MigrationOutcome): string {
  const arrived = outcome.copied + outcome.alreadyThere;
  const { failed, altered, waiting } = outcome;
  if (outcome.end !== 'finished' || waiting > 0)
    return `Stopped: ${countText(arrived)} of ${messagesText(arrived + failed + waiting)} are at the new server. Everything so far is safe.`;
  if (failed > 0) return `${messagesText(arrived)} arrived, ${countText(failed)} did not.`;
  if (altered > 0)
    return `Everything arrived: ${messagesText(arrived)}, of which the new server changed ${countText(altered)}.`;
  return `Everything arrived: ${messagesText(arrived)}, ${bytesText(outcome.bytes)}.`;
}

/** What was looked at again, and how closely. */
function proofText(verified: number, { compared, comparedAtRandom }: Compared): string {
  const looked = `${messagesText(verified)} seen again at the new server`;
  if (compared === 0) return `${looked}, and compared by size, date, marks and header lines.`;
  if (compared >= verified) return `${looked}, and compared byte for byte.`;
  const chosen =
    comparedAtRandom === compared
      ? ', chosen at random'
      : comparedAtRandom > 0
        ? `, ${countText(comparedAtRandom)} of them chosen at random`
        : '';
  return `${looked}; ${countText(compared)} of them compared byte for byte${chosen}.`;
}

/** What the last words of a run say beside its outcome. */
export interface Ending {
  /** Messages copied by this run, where the outcome counts the whole move; null when it was not a run that copies. */
  readonly copiedNow: number | null;
  /** Messages seen again at the destination by a verification. */
  readonly verified: number;
  /** What to do or read next. */
  readonly next: readonly string[];
}

function thisRun(outcome: MigrationOutcome, copiedNow: number | null): string {
  const time = durationText(outcome.seconds);
  if (copiedNow === null || copiedNow === outcome.copied) return `It took ${time}.`;
  return copiedNow === 0
    ? `Nothing new was copied this time; looking took ${time}.`
    : `This time: ${messagesText(copiedNow)} in ${time}.`;
}

/** The last words of a run. */
export function outcomeLines(
  outcome: MigrationOutcome,
  { copiedNow, verified, next }: Ending,
  canvas: { readonly columns: number; readonly style: Style },
): string[] {
  const clean = outcome.end === 'finished' && outcome.failed === 0 && outcome.altered === 0 && outcome.waiting === 0;
  const lines = [
    ...wrapText(headline(outcome), canvas.columns).map((line) => paint(line, clean ? 'good' : 'warning', canvas.style)),
    ...wrapText(detail(outcome), canvas.columns),
    ...(verified > 0 ? wrapText(proofText(verified, outcome), canvas.columns) : []),
    ...wrapText(thisRun(outcome, copiedNow), canvas.columns),
    ...next.flatMap((line) => wrapText(line, canvas.columns)),
  ];
  return lines.map((line) => plainSigns(line, canvas.style));
}

/** A receipt in a few lines, each exception by name. */
export function receiptLines(receipt: Receipt, canvas: { readonly columns: number; readonly style: Style }): string[] {
  const { totals, exceptions, leftOut } = receipt;
  const named = exceptions.slice(0, mostNamed).map(({ mailbox, problem }) => messageProblemLine(mailbox, problem));
  const more =
    exceptions.length > mostNamed
      ? [`and ${countText(exceptions.length - mostNamed)} more; --html FILE writes them all`]
      : [];
  // What only holds others holds nothing that could stay.
  const stays = leftOut.filter(({ reason }) => reason !== 'not-selectable');
  const stayed = stays.map(({ source }) => sanitizeDisplay(source, 60)).join(', ');
  const address = (account: Receipt['from']): string =>
    `${sanitizeDisplay(account.user)} at ${sanitizeDisplay(account.host)}`;
  const lines = [
    `${address(receipt.from)} → ${address(receipt.to)}`,
    `${messagesText(totals.messages)}, ${bytesText(totals.bytes)}, in ${countText(receipt.mailboxes.length)} mailboxes`,
    detail(totals),
    totals.verified > 0 ? proofText(totals.verified, totals) : 'Not verified yet.',
    ...(stays.length > 0 ? [`Mailboxes that stay behind: ${stayed}`] : []),
    ...named,
    ...more,
  ];
  return lines.flatMap((line) => wrapText(line, canvas.columns)).map((line) => plainSigns(line, canvas.style));
}
