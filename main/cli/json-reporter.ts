import { jsonText } from '../../shared/json-text.ts';
import type { MigrationEvent, MigrationOutcome } from '../../shared/model/migration-event.ts';
import type { MigrationPlan } from '../../shared/model/plan.ts';
import type { Progress } from '../../shared/model/progress.ts';
import type { ProgressTracker } from '../services/progress-tracker.ts';
import type { Reporter } from './reporter.ts';

const progressEveryMs = 500;
/** Also when nothing happens, so that a script sees that we live, and since when nothing moves. */
const heartbeatMs = 10_000;
/** A move may have thousands of mailboxes; a line names those that are busy. */
const mostMailboxes = 16;

function planData(plan: MigrationPlan): object {
  const { messages, bytes, pairs, leftOut, notMerged, notRenamed, quota, appendLimit, labels, gmail } = plan;
  const mailboxes = pairs.map(
    ({ source, destination, renamed, mergeInto, unopened, messages: count, bytes: size }) => ({
      source,
      destination,
      renamed,
      ...(mergeInto != null && { mergeInto }),
      ...(unopened === true && { unopened }),
      messages: count,
      bytes: size,
    }),
  );
  return { messages, bytes, mailboxes, leftOut, notMerged, notRenamed, quota, appendLimit, labels, gmail };
}

function progressData(progress: Progress): object {
  const { mailboxes, pause, ...rest } = progress;
  const busy = mailboxes.filter(({ phase }) => phase !== 'waiting' && phase !== 'done').slice(0, mostMailboxes);
  return { ...rest, pause: pause?.reason ?? null, mailboxes: busy };
}

/** The counts every last line has, in the fixed order; whatever else there is to say comes behind. */
type DoneCounts = Pick<MigrationOutcome, 'copied' | 'alreadyThere' | 'skipped' | 'failed' | 'bytes' | 'seconds'>;

/** One JSON object per line: a stable contract with scripts. */
export function jsonReporter(tracker: ProgressTracker, write: (text: string) => unknown): Reporter {
  let toldAt = performance.now();
  let hasNews = false;
  const tell = (event: string, data: object): void => {
    write(`${jsonText({ event, ...data })}\n`);
  };
  const done = (counts: DoneCounts, more: object): void => {
    const { copied, alreadyThere, skipped, failed, bytes, seconds } = counts;
    tell('done', { copied, alreadyThere, skipped, failed, bytes, seconds, ...more });
  };
  const progress = (): void => {
    toldAt = performance.now();
    hasNews = false;
    tell('progress', progressData(tracker.view()));
  };
  const timer = setInterval(() => {
    const known = tracker.view().mailboxes.length > 0;
    if (hasNews || (known && performance.now() - toldAt >= heartbeatMs)) progress();
  }, progressEveryMs);
  timer.unref();
  return {
    event: (event) => {
      tracker.note(event);
      const line = eventData(event);
      if (line) tell(event.event, line);
      else hasNews = true;
    },
    stopping: () => undefined,
    say: () => undefined,
    notice: (kind, message) => {
      tell('notice', { kind, message });
    },
    plan: (report, seconds) => {
      const { plan, messages, bytes, skipped, tooBig, messageLimit, foreseen } = report;
      tell('plan', { ...planData(plan), toCopy: { messages, bytes }, messageLimit, tooBig, foreseen });
      done({ copied: 0, alreadyThere: 0, skipped, failed: 0, bytes: 0, seconds }, { waiting: messages });
    },
    receipt: (receipt, files) => {
      tell('receipt', { receipt, files });
      const { totals, shortfalls, newcomers } = receipt;
      const { altered, waiting, verified, compared, comparedAtRandom } = totals;
      const more = { altered, waiting, verified, compared, comparedAtRandom, shortfalls, newcomers };
      done({ ...totals, seconds: 0 }, more);
    },
    done: (outcome, { copiedNow, receipt }) => {
      clearInterval(timer);
      progress();
      const { altered, waiting, compared, comparedAtRandom, end, shortfalls, newcomers } = outcome;
      const more = { altered, waiting, verified: tracker.view().verified, compared, comparedAtRandom, shortfalls, end };
      const extra = {
        ...(newcomers && { newcomers }),
        ...(copiedNow === null ? {} : { copiedNow }),
        ...(receipt === undefined || receipt === null ? {} : { receipt }),
      };
      done(outcome, { ...more, ...extra });
    },
    failed: ({ kind, side, serverText, certificate, lines, exitCode }) => {
      const more = certificate === undefined ? {} : { certificate };
      tell('problem', {
        kind,
        side,
        serverText,
        message: lines.join(' '),
        next: lines.at(-1) ?? '',
        exitCode,
        ...more,
      });
    },
    close: () => {
      clearInterval(timer);
    },
  };
}

function eventData(event: MigrationEvent): object | null {
  switch (event.event) {
    case 'plan':
      return planData(event.plan);
    case 'paused':
      return { reason: event.reason, side: event.side, until: event.until, serverText: event.serverText };
    case 'resumed':
      return {};
    // On the way it is part of the progress.
    case 'recent':
      return event.recent.ended ? event.recent : null;
    case 'problem':
      return { mailbox: event.mailbox, uid: event.uid, ...event.problem };
    default:
      return null;
  }
}
