import type { LeftOut, MailboxPair, MigrationPlan, QuotaVerdict } from '../../shared/model/plan.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { leftOutText, renameText } from '../../shared/plan-words.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { bytesText, countText, messagesText } from '../../shared/quantity-text.ts';
import { labelLines } from './label-lines.ts';
import { paint, plainSigns, type Style } from './style.ts';
import { notMergedText, notRenamedText, togetherNote } from './together-lines.ts';
import { cutText, fitText, textWidth, wrapText } from './text-width.ts';

/** Which option takes along what stays behind by itself. */
const remedies: Readonly<Partial<Record<LeftOut['reason'], string>>> = {
  spam: '; --with-spam takes it along',
  trash: '; --with-trash takes it along',
};

/** Of a mailbox that nobody could look into. */
const notOpened = 'not opened by the old server';

/** What nobody knows yet, and that it comes along all the same. Nothing where every mailbox was opened. */
function unopenedLines({ pairs }: MigrationPlan): readonly string[] {
  const unopened = pairs.filter((pair) => pair.unopened === true).length;
  if (unopened === 0) return [];
  const [many, how, them] =
    unopened === 1
      ? ['one mailbox', 'is in it', 'It is']
      : [`${countText(unopened)} mailboxes`, 'is in them', 'They are'];
  return [
    `The old server did not open ${many} when we looked, so nobody knows yet how much ${how}. ${them} tried again while copying; --exclude leaves such a mailbox out.`,
  ];
}

/** @param isSized whether it is known how much there is to be stored */
function quotaText(quota: QuotaVerdict, isSized: boolean): string {
  switch (quota.kind) {
    case 'unknown':
      return isSized
        ? 'The new server does not tell how much room there is.'
        : 'Nobody knows whether there is room for it: the sizes are not known.';
    case 'fits':
      return `There is room for it: ${bytesText(quota.freeBytes)} free at the new server.`;
    case 'does-not-fit':
      return `It does not fit: ${bytesText(quota.freeBytes)} free at the new server, ${bytesText(quota.missingBytes)} more needed.`;
    default:
      return assertNever(quota);
  }
}

function pairLines(pair: MailboxPair, columns: number, nameColumns: number): string[] {
  const isOpen = pair.unopened !== true;
  const count = isOpen ? countText(pair.messages) : '?';
  const numbers = `${count.padStart(9)}  ${(pair.bytes === null ? '' : bytesText(pair.bytes)).padStart(7)}`;
  const source = sanitizeDisplay(pair.source);
  const destination = sanitizeDisplay(pair.destination);
  const reason = pair.renamed.length > 0 && pair.destination !== pair.source ? renameText(pair.renamed) : null;
  const notes = [isOpen ? null : notOpened, togetherNote(pair) ?? reason].filter((one) => one !== null);
  const note = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  if (columns < 60)
    return [
      cutText(`${source} → ${destination}`, columns),
      cutText(`  ${isOpen ? messagesText(pair.messages) : 'number not known'}${note}`, columns),
    ];
  return [cutText(`${fitText(source, nameColumns)} ${numbers}  → ${destination}${note}`, columns)];
}

/** Messages larger than a limit, and whose word the limit is. */
export interface TooBig {
  readonly messages: number;
  readonly limit: { readonly bytes: number; readonly toldBy: 'server' | 'provider' };
}

function tooBigText({ messages, limit }: TooBig): string {
  const size = bytesText(limit.bytes);
  return limit.toldBy === 'server'
    ? `${messagesText(messages)} over the new server's limit of ${size} will not be taken.`
    : `${messagesText(messages)} over ${size} may not be taken: more is not known to be accepted by this provider. The server itself does not say, and decides.`;
}

/**
 * The plan for people: what goes where, what stays behind and why, and whether it fits.
 * @param tooBig messages over a limit of the destination; null where none was looked for
 */
export function planLines(plan: MigrationPlan, tooBig: TooBig | null, columns: number, style: Style): string[] {
  const widest = plan.pairs.reduce((most, pair) => Math.max(most, textWidth(sanitizeDisplay(pair.source))), 10);
  const nameColumns = Math.min(widest, Math.max(10, Math.floor(columns * 0.38)));
  const size = plan.bytes === null ? '' : `, ${bytesText(plan.bytes)}`;
  const lines = [
    paint(`${messagesText(plan.messages)}${size} in ${countText(plan.pairs.length)} mailboxes`, 'strong', style),
    ...plan.pairs.flatMap((pair) => pairLines(pair, columns, nameColumns)),
    ...plan.leftOut.map((left) =>
      paint(
        cutText(
          `stays behind: ${sanitizeDisplay(left.source)}, ${messagesText(left.messages)} (${leftOutText(left.reason)}${remedies[left.reason] ?? ''})`,
          columns,
        ),
        'quiet',
        style,
      ),
    ),
    ...[...(plan.notMerged ?? []).map(notMergedText), ...(plan.notRenamed ?? []).map(notRenamedText)].flatMap((text) =>
      wrapText(text, columns).map((line) => paint(line, 'warning', style)),
    ),
    ...unopenedLines(plan).flatMap((line) => wrapText(line, columns).map((part) => paint(part, 'warning', style))),
    ...labelLines(plan).flatMap((line) => wrapText(line, columns)),
    ...wrapText(quotaText(plan.quota, plan.bytes !== null), columns).map((line) =>
      paint(line, plan.quota.kind === 'does-not-fit' ? 'warning' : 'plain', style),
    ),
    ...(tooBig === null || tooBig.messages === 0
      ? []
      : wrapText(tooBigText(tooBig), columns).map((line) => paint(line, 'warning', style))),
  ];
  return lines.map((line) => plainSigns(line, style));
}
