import { describeNewcomers, type NewcomersText } from '../../shared/describe-newcomers.ts';
import type { Language } from '../../shared/messages/catalogue.ts';
import type { Newcomers } from '../../shared/model/newcomers.ts';
import { escapeHtml } from './escape-html.ts';
import type { ReceiptWords } from './receipt-words.ts';

/** What the sections are written with. */
interface Pen {
  readonly language: Language;
  readonly words: ReceiptWords;
  /** A mailbox's path as people know it, escaped. */
  path(name: string, end: 'from' | 'to'): string;
}

/** What came into the new mailbox meanwhile: what is there twice, and apart from that everything else; empty where nothing came. */
export function newcomersHtml(newcomers: readonly Newcomers[] = [], pen: Pen): string {
  return section('doubled', newcomers, pen) + section('others', newcomers, pen);
}

function section(kind: keyof NewcomersText, newcomers: readonly Newcomers[], { language, words, path }: Pen): string {
  const items = newcomers.flatMap((one) => {
    const text = describeNewcomers(one, language)[kind];
    return text === null ? [] : [`<li>${words.newcomersIn(path(one.mailbox, 'to'), escapeHtml(text))}</li>`];
  });
  if (items.length === 0) return '';
  return `<h2>${kind === 'doubled' ? words.doubled : words.newcomers}</h2><ul class="plain">${items.join('')}</ul>`;
}
