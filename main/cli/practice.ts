import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertNever } from '../../shared/assert-never.ts';
import { fatesOf } from '../../shared/fates.ts';
import { bytesText, countText, durationText, messagesText } from '../../shared/quantity-text.ts';
import { createDependencies } from '../dependencies.ts';
import type { PracticeAct, PracticeResult } from '../services/practice-move.ts';
import { trackProgress } from '../services/progress-tracker.ts';
import { chooseReporter } from './choose-reporter.ts';
import { describeFailure } from './describe-failure.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import type { Invocation } from './invocation.ts';
import type { Reporter } from './reporter.ts';
import { listenForStop } from './stop-signals.ts';
import { tellFailure } from './tell-failure.ts';

function actText(act: PracticeAct): string {
  switch (act.act) {
    case 'begins':
      return 'A pretend giant and a pretend small host run on this computer; nothing leaves it. The move begins.';
    case 'stopped':
      return `Stopped in the middle, on purpose: ${countText(act.copied)} arrived, ${messagesText(act.left)} still to come.`;
    case 'goes-on':
      return 'It goes on from its journal, as it would after a power cut.';
    case 'verifies':
      return 'Everything is there. Now every message is read again at the small host and compared.';
    case 'once-more':
      return 'Once more, to see that nothing is copied twice.';
    case 'nothing-to-do':
      return `Nothing left to do; looking took ${durationText(act.seconds)}.`;
    case 'compared': {
      const { messages, equal, extra } = act.comparison;
      return `Looked into both servers directly: ${countText(equal)} of ${messagesText(messages)} equal, ${countText(extra)} too many.`;
    }
    default:
      return assertNever(act);
  }
}

function endingLines({ receipt, receiptFile }: PracticeResult): string[] {
  const size = bytesText(receipt.totals.bytes);
  return [
    `That was a whole move of ${size}, with a stop in the middle.`,
    ...(receiptFile === null ? [] : [`The receipt of this practice move is in ${receiptFile}`]),
    'Your own mailbox: homing plan --from imaps://… --to imaps://… shows what would go where.',
  ];
}

async function practise(reporter: Reporter, signal: AbortSignal): Promise<ExitCode> {
  const result = await createDependencies().runPracticeMove({
    signal,
    onEvent: reporter.event,
    onAct: (act) => {
      reporter.say(actText(act));
    },
    receiptFolder: mkdtempSync(join(tmpdir(), 'homing-practice-')),
    watchable: process.stdout.isTTY,
  });
  const fates = fatesOf(result.receipt);
  const told = { copiedNow: null, fates, next: endingLines(result), receipt: result.receiptFile };
  reporter.done({ ...result.outcome, seconds: result.seconds }, told);
  return result.exact ? exitCode.arrived : exitCode.unexpected;
}

/** `homing practice`: a whole move between two pretend servers, to watch before any password is given. */
export async function practiceCommand(invocation: Invocation): Promise<ExitCode> {
  const title = 'Practice: pretend giant → pretend small host';
  const reporter = chooseReporter(trackProgress(Date), invocation.options.json ?? false, title);
  const stop = listenForStop(reporter.stopping, reporter.close);
  try {
    return await practise(reporter, stop.signal);
  } catch (error) {
    return tellFailure(describeFailure(error, null), reporter);
  } finally {
    stop.dispose();
    reporter.close();
  }
}
