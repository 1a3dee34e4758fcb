import type { AccountAddress } from '../../shared/model/account.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import type { ProgressTracker } from '../services/progress-tracker.ts';
import { chooseStyle } from '../terminal/style.ts';
import { jsonReporter } from './json-reporter.ts';
import type { Reporter } from './reporter.ts';
import { liveReporter, plainReporter } from './text-reporter.ts';

function name({ user, host }: AccountAddress): string {
  return sanitizeDisplay(user.includes('@') ? user : `${user}@${host}`, 60);
}

/** What a picture is headed with. */
export function titleOf(from: AccountAddress, to: AccountAddress): string {
  return `${name(from)} → ${name(to)}`;
}

/** JSON when asked for, a picture on a terminal that can move its cursor, and plain lines elsewhere. */
export function chooseReporter(tracker: ProgressTracker, json: boolean, title: string): Reporter {
  const { stdout } = process;
  if (json) return jsonReporter(tracker, (text) => stdout.write(text));
  const style = chooseStyle(process.env, stdout.isTTY, process.platform);
  if (!stdout.isTTY || process.env['TERM'] === 'dumb') return plainReporter(tracker, stdout, style);
  return liveReporter(tracker, stdout, style, title);
}
