import { chooseStyle, paint, plainSigns } from '../terminal/style.ts';
import { wrapText } from '../terminal/text-width.ts';
import type { ExitCode } from './exit-code.ts';
import type { Failure, Reporter } from './reporter.ts';

/** Says on standard error what went wrong, and to the reporter (which may be telling it to a script). */
export function tellFailure(failure: Failure, reporter: Pick<Reporter, 'failed' | 'close'>): ExitCode {
  reporter.close();
  reporter.failed(failure);
  const { stderr } = process;
  const style = chooseStyle(process.env, stderr.isTTY, process.platform);
  const columns = stderr.isTTY ? Math.max(20, (stderr.columns || 80) - 1) : Number.MAX_SAFE_INTEGER;
  failure.lines.forEach((line, index) => {
    for (const part of wrapText(line, columns))
      stderr.write(`${paint(plainSigns(part, style), index === 0 ? 'bad' : 'plain', style)}\n`);
  });
  return failure.exitCode;
}
