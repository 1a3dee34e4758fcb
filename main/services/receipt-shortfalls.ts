import { describeShortfall, shortfallSpeaker } from '../../shared/describe-shortfall.ts';
import type { Language } from '../../shared/messages/catalogue.ts';
import type { Shortfall } from '../../shared/model/shortfall.ts';
import { tallyShortfalls } from '../../shared/tally-shortfalls.ts';
import { escapeHtml, foreign } from './escape-html.ts';
import type { ReceiptWords } from './receipt-words.ts';

/** What the section is written with. */
interface Pen {
  readonly language: Language;
  readonly words: ReceiptWords;
  /** A mailbox's path as people know it, escaped. */
  path(name: string, end: 'from' | 'to'): string;
}

/** The mailboxes of which something is missing that no single message tells, each with the next step; empty without any. */
export function shortfallsHtml(shortfalls: readonly Shortfall[], pen: Pen): string {
  if (shortfalls.length === 0) return '';
  const { missing, toCome } = tallyShortfalls(shortfalls);
  const title = pen.words.shortfalls(missing.mailboxes + toCome.mailboxes);
  const items = shortfalls.map((shortfall) => itemHtml(shortfall, pen));
  return `<h2>${title}</h2><ul class="exceptions">${items.join('')}</ul>`;
}

function itemHtml(shortfall: Shortfall, { words, language, path }: Pen): string {
  const { what, amount, serverText, next } = describeShortfall(shortfall, language);
  const speaker = shortfallSpeaker(shortfall.side, language);
  const said = serverText === null ? '' : `<blockquote>${words.quoted(speaker, foreign(serverText, 300))}</blockquote>`;
  const told = words.shortfall(path(shortfall.mailbox, 'from'), escapeHtml(what), escapeHtml(amount));
  return `<li><p>${told}</p>${said}<p class="facts">${escapeHtml(next)}</p></li>`;
}
