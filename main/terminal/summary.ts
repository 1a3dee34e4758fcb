import type { MigrationOutcome } from '../../shared/model/migration-event.ts';
import { doubledIn, type Newcomers } from '../../shared/model/newcomers.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import type { Shortfall } from '../../shared/model/shortfall.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { messageProblemLine } from '../../shared/describe-message-problem.ts';
import { newcomersLines } from '../../shared/describe-newcomers.ts';
import { shortfallLine } from '../../shared/describe-shortfall.ts';
import { fatesOf, type Fates } from '../../shared/fates.ts';
import { bytesText, countText, durationText, messagesText } from '../../shared/quantity-text.ts';
import { tallyShortfalls } from '../../shared/tally-shortfalls.ts';
import { paint, plainSigns, type Style } from './style.ts';
import { wrapText } from './text-width.ts';

/** At most this many messages are named on a screen; the report names all. */
const mostNamed = 10;

type Compared = Pick<MigrationOutcome, 'compared' | 'comparedAtRandom'>;

type Counts = Pick<MigrationOutcome, 'copied' | 'alreadyThere' | 'altered' | 'waiting' | 'shortfalls'>;

/** Messages that are at the new server, each once. */
function arrivedOf({ copied, alreadyThere, shortfalls }: Counts): number {
  return Math.max(0, copied + alreadyThere - tallyShortfalls(shortfalls).countedTwice);
}

/** Where every message went. Nothing where nobody knows of any. */
function detail(counts: Counts, fates: Fates): readonly string[] {
  const { copied, alreadyThere, altered, waiting } = counts;
  const pieces: readonly (readonly [number, string])[] = [
    [copied, 'copied'],
    [alreadyThere, 'there already'],
    [fates.chosen, 'left behind as you chose'],
    [fates.gone, 'deleted in the old mailbox while it was moved'],
    [altered, 'not exactly as they were'],
    [fates.notHandedOver, 'not handed over by the old server'],
    [fates.notTaken, 'not taken by the new server'],
    [fates.notKept, 'taken by the new server, but not there'],
    [fates.notCopied, 'not copied'],
    [fates.notYet, 'not yet there'],
    [Math.max(0, waiting - fates.notYet) + fates.toCome, 'still to come'],
  ];
  const told = pieces.filter(([count]) => count > 0).map(([count, words]) => `${countText(count)} ${words}`);
  if (told.length > 0) return [`${told.join(', ')}.`];
  return counts.shortfalls.length > 0 ? [] : ['There was nothing to copy.'];
}

function headline(outcome: MigrationOutcome): string {
  const arrived = arrivedOf(outcome);
  const { failed, altered, waiting, shortfalls } = outcome;
  if (outcome.end !== 'finished' || waiting > 0)
    return `Stopped: ${countText(arrived)} of ${messagesText(arrived + failed + waiting)} are at the new server. Everything so far is safe.`;
  if (failed > 0 || shortfalls.length > 0) return `${messagesText(arrived)} arrived, ${notArrivedText(outcome)}`;
  const doubled = doubledIn(outcome.newcomers);
  if (doubled > 0)
    return `${messagesText(arrived)} arrived, and ${countText(doubled)} ${doubled === 1 ? 'is' : 'are'} there twice.`;
  if (altered > 0)
    return `Everything arrived: ${messagesText(arrived)}, of which ${countText(altered)} ${altered === 1 ? 'is' : 'are'} not exactly as before.`;
  if (arrived === 0) return 'There was no message to move.';
  return `Everything arrived: ${messagesText(arrived)}, ${bytesText(outcome.bytes)}.`;
}

/** How many did not arrive, as far as anybody knows. */
function notArrivedText({ failed, shortfalls }: MigrationOutcome): string {
  const { missing, toCome } = tallyShortfalls(shortfalls);
  if (missing.isCounted && toCome.isCounted && failed > 0) return `${countText(failed)} did not.`;
  if (failed > 0) return `at least ${countText(failed)} did not.`;
  const mailboxes = missing.mailboxes + toCome.mailboxes;
  return `but ${mailboxes === 1 ? 'one mailbox is' : `${countText(mailboxes)} mailboxes are`} not complete.`;
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
  /** What became of the messages that did not come along. */
  readonly fates: Fates;
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

/** One line for each, as far as a screen bears them. */
function shortfallLines(shortfalls: readonly Shortfall[]): readonly string[] {
  const named = shortfalls.slice(0, mostNamed).map(shortfallLine);
  const more = shortfalls.length - named.length;
  return more === 0 ? named : [...named, `and ${countText(more)} more such mailboxes; the receipt names them all`];
}

/** First what is there twice. */
function newcomersTold(newcomers: readonly Newcomers[] = []): readonly string[] {
  const lines = newcomers.toSorted((one, other) => other.doubled - one.doubled).flatMap(newcomersLines);
  const more = lines.length - mostNamed;
  return more <= 0
    ? lines
    : [...lines.slice(0, mostNamed), `and ${countText(more)} more of that kind; the receipt has all`];
}

/** The last words of a run. */
export function outcomeLines(
  outcome: MigrationOutcome,
  { copiedNow, verified, fates, next }: Ending,
  canvas: { readonly columns: number; readonly style: Style },
): string[] {
  const { end, failed, altered, waiting, shortfalls } = outcome;
  // It ended before anything was looked at: why, was told.
  if (end !== 'finished' && arrivedOf(outcome) + outcome.skipped + failed + waiting + shortfalls.length === 0)
    return ['Stopped before anything was copied.', ...next].flatMap((line) => wrapText(line, canvas.columns));
  const clean =
    end === 'finished' && failed + altered + waiting + shortfalls.length + doubledIn(outcome.newcomers) === 0;
  const lines = [
    ...wrapText(headline(outcome), canvas.columns).map((line) => paint(line, clean ? 'good' : 'warning', canvas.style)),
    ...detail(outcome, fates).flatMap((line) => wrapText(line, canvas.columns)),
    ...shortfallLines(shortfalls).flatMap((line) => wrapText(line, canvas.columns)),
    ...newcomersTold(outcome.newcomers).flatMap((line) => wrapText(line, canvas.columns)),
    ...(verified > 0 ? wrapText(proofText(verified, outcome), canvas.columns) : []),
    ...wrapText(thisRun(outcome, copiedNow), canvas.columns),
    ...next.flatMap((line) => wrapText(line, canvas.columns)),
  ];
  return lines.map((line) => plainSigns(line, canvas.style));
}

/** A receipt in a few lines, each exception by name. */
export function receiptLines(receipt: Receipt, canvas: { readonly columns: number; readonly style: Style }): string[] {
  const { totals, exceptions, leftOut, shortfalls } = receipt;
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
    ...detail({ ...totals, shortfalls }, fatesOf(receipt)),
    totals.verified > 0 ? proofText(totals.verified, totals) : 'Not verified yet.',
    ...shortfallLines(shortfalls),
    ...newcomersTold(receipt.newcomers),
    ...(stays.length > 0 ? [`Mailboxes that stay behind: ${stayed}`] : []),
    ...named,
    ...more,
  ];
  return lines.flatMap((line) => wrapText(line, canvas.columns)).map((line) => plainSigns(line, canvas.style));
}
