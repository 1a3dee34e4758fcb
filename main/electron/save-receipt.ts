import type { Input, Output } from '../../shared/ipc/contract.ts';
import type { Desk } from '../services/desk/desk.ts';
import { dayName } from './day-name.ts';
import { ownProblem } from './file-problem.ts';
import { saveFile } from './save-file.ts';
import type { Speech } from './speech.ts';

/** Saves the receipt as a page or as data, where the person wants it. */
export async function saveReceipt(
  desk: Pick<Desk, 'receiptDocument'>,
  { language, text }: Speech,
  { move, format }: Input<'saveReceipt'>,
): Promise<Output<'saveReceipt'>> {
  const content = desk.receiptDocument(move, format, language);
  if (content === null) return { saved: false, problem: ownProblem('unexpected', 'no-receipt') };
  return saveFile({
    title: text('native.save.receipt.title'),
    name: `${text('native.save.receipt.name')} ${dayName(Date.now())}`,
    kind: { name: text(`native.save.kind.${format}`), extension: format },
    content,
  });
}
