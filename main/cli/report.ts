import { writePrivateFile } from '../services/write-private-file.ts';
import { jsonText } from '../../shared/json-text.ts';
import { accountKey } from '../../shared/model/account.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import { createDependencies, type Dependencies } from '../dependencies.ts';
import { trackProgress } from '../services/progress-tracker.ts';
import { receiptHtml } from '../services/receipt-html.ts';
import { readReceipt, type NoReceipt } from '../services/receipt-service.ts';
import { parseAccountUrl } from './account-url.ts';
import { chooseReporter } from './choose-reporter.ts';
import { CliError } from './cli-error.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import type { Invocation } from './invocation.ts';
import { openExistingJournal } from './journal-file.ts';

const whyNot: Readonly<Record<NoReceipt, readonly [string, string]>> = {
  'nothing-moved': ['Nothing has been moved with this journal yet.', 'Move something with homing run first.'],
  'several-moves': ['This journal holds several moves.', 'Name the one you mean with --from and --to.'],
  'unknown-move': [
    'This journal holds no move between these accounts.',
    'Check --from, --to and --journal; the same addresses as for the run are needed.',
  ],
};

function find(dependencies: Dependencies, invocation: Invocation): Receipt {
  const { from, to, journal: file } = invocation.options;
  const wanted = {
    from: from === undefined ? null : accountKey(parseAccountUrl(from, '--from')),
    to: to === undefined ? null : accountKey(parseAccountUrl(to, '--to')),
  };
  const journal = openExistingJournal(dependencies, file);
  try {
    const receipt = readReceipt(journal, wanted, dependencies.clock.now());
    if (typeof receipt === 'string') throw new CliError(...whyNot[receipt]);
    return receipt;
  } finally {
    journal.close();
  }
}

async function save(file: string, content: string): Promise<string> {
  try {
    // Names of senders and subjects are nobody else's business, whatever was there before, or pointed elsewhere.
    await writePrivateFile(file, content);
    return file;
  } catch {
    throw new CliError(
      `The file ${sanitizeDisplay(file, 200)} cannot be written.`,
      'Check its folder, or choose another place.',
    );
  }
}

/** `homing report`: the receipt from the journal, without any network. */
export async function reportCommand(invocation: Invocation): Promise<ExitCode> {
  const { html, 'json-file': jsonFile, json } = invocation.options;
  const dependencies = createDependencies();
  const receipt = find(dependencies, invocation);
  const files = [
    ...(html === undefined ? [] : [await save(html, receiptHtml(receipt))]),
    ...(jsonFile === undefined ? [] : [await save(jsonFile, `${jsonText(receipt, 2)}\n`)]),
  ];
  const reporter = chooseReporter(trackProgress(dependencies.clock), json ?? false, '');
  reporter.receipt(receipt, files);
  reporter.close();
  return exitCode.arrived;
}
