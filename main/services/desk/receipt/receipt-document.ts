import type { Language } from '../../../../shared/messages/catalogue.ts';
import type { Receipt } from '../../../../shared/model/receipt.ts';
import { receiptHtml } from '../../receipt-html.ts';

/** The receipt as a file's text: a page to read and print, or all of it for machines, as `homing report` writes it. */
export function receiptDocument(receipt: Receipt, format: 'html' | 'json', language: Language): string {
  return format === 'html' ? receiptHtml(receipt, language) : `${JSON.stringify(receipt, null, 2)}\n`;
}
