import type { MailboxProgress, MigrationEvent, RecentProgress } from '../../shared/model/migration-event.ts';
import type { MigrationPlan } from '../../shared/model/plan.ts';
import type { Pause, Progress } from '../../shared/model/progress.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { messageProblemLine } from '../../shared/describe-message-problem.ts';
import { givenUpLine } from '../../shared/describe-shortfall.ts';
import { totalPieces } from './progress-layout.ts';
import { bytesText, countText, messagesText } from '../../shared/quantity-text.ts';
import { pauseText } from './time-left-text.ts';
import { notMergedText, notRenamedText } from './together-lines.ts';

/** One line about everything, for a log. */
export function progressLine(progress: Progress, now: number): string {
  return totalPieces(progress, now)
    .filter((piece) => piece !== '')
    .join(', ');
}

function mailboxEnd(before: MailboxProgress | undefined, after: MailboxProgress): string | null {
  const name = sanitizeDisplay(after.source);
  if (before?.phase === 'copying' && after.phase !== 'copying') {
    const failed = after.failed > 0 ? `, ${countText(after.failed)} not copied` : '';
    return `${name}: ${messagesText(after.done)}, ${bytesText(after.doneBytes)}${failed}`;
  }
  if (before?.phase === 'verifying' && after.phase === 'done')
    return `${name}: ${countText(after.verified)} of ${messagesText(after.total)} checked`;
  return null;
}

/**
 * What a log says of an event at once; null for what waits until the next regular line.
 * @param before where the mailbox of a `mailbox` event stood before it
 * @param pause the pause a `paused` event began or a `resumed` event ended; null when nobody needs to be told of it
 */
export function eventLine(
  event: MigrationEvent,
  before: MailboxProgress | undefined,
  pause: Pause | null,
  now: number,
): string | null {
  switch (event.event) {
    case 'mailbox':
      return mailboxEnd(before, event.mailbox);
    case 'paused':
      return pause ? `${pauseText(pause, now)}.` : null;
    case 'resumed':
      return pause ? 'It goes on.' : null;
    case 'settled':
      return settledText(event.mailbox, event.arrived + event.again);
    case 'plan':
      return unheard(event.plan);
    case 'recent':
      return event.recent.ended ? recentLine(event.recent) : null;
    case 'problem':
      return problemLine(event);
    default:
      return null;
  }
}

/** Of one message, or of a mailbox that was given up until the next run. */
function problemLine({ mailbox, uid, problem }: Extract<MigrationEvent, { event: 'problem' }>): string {
  if (uid !== null) return messageProblemLine(mailbox, problem);
  return givenUpLine({ mailbox, side: problem.side ?? null, serverText: problem.serverText });
}

/** What was asked for and will not be; null where there is nothing of that. */
function unheard({ notMerged = [], notRenamed = [] }: MigrationPlan): string | null {
  const texts = [...notMerged.map(notMergedText), ...notRenamed.map(notRenamedText)];
  return texts.length > 0 ? texts.join(' ') : null;
}

/** That what goes first is there; nothing where there was nothing. */
function recentLine({ since, total }: RecentProgress): string | null {
  if (total === 0) return null;
  const from = new Date(since).toISOString().slice(0, 10);
  return `The mail since ${from} is in the new mailbox: ${messagesText(total)}. The older mail follows.`;
}

function settledText(mailbox: string, count: number): string | null {
  if (count === 0) return null;
  return `${sanitizeDisplay(mailbox)}: ${messagesText(count)} checked again after the interruption`;
}
