import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Receipt } from '../../../shared/model/receipt.ts';
import { encodeModifiedUtf7 } from '../../../shared/modified-utf7.ts';
import type { NameMapping } from '../../support/compare-mailboxes.ts';
import type { Homing } from './open-homing.ts';
import { saveTo } from './save-dialog.ts';
import { at, press } from './wizard.ts';

/** Saves the receipt from the step "Verification". @returns the file's text */
export async function saveReceipt(app: Homing, folder: string, format: 'html' | 'json'): Promise<string> {
  const here = at(app);
  const file = join(folder, `receipt.${format}`);
  await saveTo(app, file);
  await press(here, `verification.receipt.${format}`);
  await app.page.getByText(here.say(`verification.receipt.saved.${format}`), { exact: true }).waitFor();
  return readFile(file, 'utf8');
}

/** Where a receipt says each mailbox went, by names as on the wire. */
export function mappingOf(receipt: Receipt): NameMapping {
  const names = new Map(
    receipt.mailboxes.map(
      ({ source, destination }) => [encodeModifiedUtf7(source), encodeModifiedUtf7(destination)] as const,
    ),
  );
  return (name) => names.get(name) ?? null;
}
