import { describeMessageProblem, isUndated } from '../../shared/describe-message-problem.ts';
import type { Language } from '../../shared/messages/catalogue.ts';
import type { Receipt, ReceiptException, ReceiptMailbox } from '../../shared/model/receipt.ts';
import { leftOutText, renameText } from '../../shared/plan-words.ts';
import { bytesText, countText } from '../../shared/quantity-text.ts';
import { tallyShortfalls } from '../../shared/tally-shortfalls.ts';
import { escapeHtml, foreign } from './escape-html.ts';
import { folderPath } from './folder-path.ts';
import { newcomersHtml } from './receipt-newcomers.ts';
import { shortfallsHtml } from './receipt-shortfalls.ts';
import { receiptStyle } from './receipt-style.ts';
import { receiptVerdict } from './receipt-verdict.ts';
import { receiptWords, type ReceiptWords } from './receipt-words.ts';

/** Drawn, not loaded: the page must stand alone. */
const seal = `<svg class="seal" viewBox="0 0 96 96" fill="none" stroke="currentColor" stroke-width="3" aria-hidden="true"><circle cx="48" cy="48" r="44" stroke-dasharray="2 4.9"/><circle cx="48" cy="48" r="37"/>`;
const tick = '<path d="M31 49l12 12 23-26" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/></svg>';
const note =
  '<path d="M48 28v26" stroke-width="6" stroke-linecap="round"/><circle cx="48" cy="67" r="4" fill="currentColor" stroke="none"/></svg>';

/** What a part of the page is written with. */
interface Pen {
  readonly language: Language;
  readonly words: ReceiptWords;
  /** Source names of mailboxes that are not complete. */
  readonly incomplete: ReadonlySet<string>;
  /** A mailbox's path as people know it, escaped. */
  path(name: string, end: 'from' | 'to'): string;
  count(count: number): string;
  bytes(bytes: number): string;
}

function penOf(language: Language, { namespaces, shortfalls }: Receipt): Pen {
  return {
    language,
    words: receiptWords[language],
    incomplete: new Set(shortfalls.map(({ mailbox }) => mailbox)),
    path: (name, end) => foreign(folderPath(name, namespaces?.[end] ?? null)),
    count: (count) => countText(count, language),
    bytes: (bytes) => bytesText(bytes, language),
  };
}

/**
 * The receipt as one page that stands alone: no script, nothing loaded, light and dark, made for printing.
 * Everything a server or a message said is cleaned and escaped.
 */
export function receiptHtml(receipt: Receipt, language: Language = 'en'): string {
  const pen = penOf(language, receipt);
  const { title } = pen.words;
  const verdict = receiptVerdict(receipt, language);
  const parts = [
    `<header class="${verdict.clean ? 'good' : 'warn'}"><h1>${title}</h1>${seal}${verdict.clean ? tick : note}`,
    `<p class="verdict">${escapeHtml(verdict.headline)}</p><p class="lead">${escapeHtml(verdict.meaning)}</p></header>`,
    ends(receipt, pen),
    totals(receipt, pen),
    shortfallsHtml(receipt.shortfalls, pen),
    newcomersHtml(receipt.newcomers, pen),
    exceptions(receipt.exceptions, pen),
    mailboxes(receipt, pen),
    leftBehind(receipt, pen),
    footer(receipt, pen),
  ];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${receiptStyle}</style>
</head>
<body><main>
${parts.filter((part) => part !== '').join('\n')}
</main></body>
</html>
`;
}

function ends({ from, to }: Receipt, { words }: Pen): string {
  const end = (label: string, account: Receipt['from']): string =>
    `<div><small>${label}</small><strong>${foreign(account.user)}</strong><small>${foreign(account.host)}</small></div>`;
  return `<section class="ends">${end(words.from, from)}<span class="arrow" aria-hidden="true">→</span>${end(words.to, to)}</section>`;
}

/** The numbers the headline is made of, and more. */
function sumOf({
  totals: told,
  skippedBy,
  shortfalls,
}: Receipt): Readonly<Record<keyof ReceiptWords['totals'], number>> {
  const { missing, toCome, countedTwice } = tallyShortfalls(shortfalls);
  const gone = skippedBy['gone-at-source'];
  return {
    ...told,
    size: told.bytes,
    copied: Math.max(0, told.copied - countedTwice),
    failed: told.failed + missing.messages,
    waiting: told.waiting + toCome.messages,
    skipped: Math.max(0, told.skipped - gone),
    gone,
  };
}

function totals(receipt: Receipt, { words, count, bytes }: Pen): string {
  const sum = sumOf(receipt);
  const always = ['messages', 'size', 'copied', 'verified'] as const;
  const shown = [
    'messages',
    'size',
    'copied',
    'alreadyThere',
    'verified',
    'compared',
    'altered',
    'failed',
    'skipped',
    'gone',
    'waiting',
  ] as const;
  const facts = shown
    .filter((key) => always.some((one) => one === key) || (key !== 'size' && sum[key] > 0))
    .map((key) => [words.totals[key], key === 'size' ? bytes(sum.size) : count(sum[key])] as const);
  return `<dl>${facts.map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

function exceptions(all: readonly ReceiptException[], pen: Pen): string {
  const isTreated = ({ problem }: ReceiptException): boolean => problem.treatment !== undefined;
  const of = (outcome: ReceiptException['outcome']): readonly ReceiptException[] =>
    all.filter((one) => one.outcome === outcome && !isTreated(one));
  const list = (title: (count: number) => string, items: readonly ReceiptException[]): string =>
    items.length === 0
      ? ''
      : `<h2>${title(items.length)}</h2><ul class="exceptions">${items.map((one) => exception(one, pen)).join('')}</ul>`;
  return (
    list(pen.words.failed, of('failed')) +
    list(pen.words.notYet, of('not-yet')) +
    list(
      pen.words.altered,
      of('altered').filter(({ problem }) => !isUndated(problem)),
    ) +
    list(
      pen.words.undated,
      of('altered').filter(({ problem }) => isUndated(problem)),
    ) +
    list(pen.words.treated, all.filter(isTreated))
  );
}

function exception({ mailbox, uid, size, internalDate, problem }: ReceiptException, pen: Pen): string {
  const { words, bytes, language } = pen;
  const told = (text: string | null | undefined, tell: (text: string) => string): string =>
    text === null || text === undefined || text === '' ? '' : tell(text);
  const subject = told(problem.subject, (text) => foreign(text, 200)) || words.withoutSubject;
  const facts = [
    told(problem.from, (text) => words.fromSender(foreign(text))),
    told(problem.date, (text) => words.dated(foreign(text, 60))),
    words.place(pen.path(mailbox, 'from'), foreign(internalDate, 60)),
    bytes(size),
    `UID ${String(uid)}`,
  ];
  const said = told(problem.serverText, (text) => `<blockquote>${words.said(foreign(text, 400))}</blockquote>`);
  return `<li><p><strong>${subject}</strong> ${escapeHtml(describeMessageProblem(problem, language))}</p>
<p class="facts">${facts.filter((fact) => fact !== '').join(' · ')}</p>${said}</li>`;
}

/** What a reader of the table should know beyond the numbers; empty for a mailbox that went as planned. */
function remarks(mailbox: ReceiptMailbox, { words, incomplete }: Pen): string {
  const counted = (['failed', 'altered', 'skipped', 'waiting'] as const)
    .filter((key) => mailbox[key] > 0)
    .map((key) => words.remarks[key](mailbox[key]));
  return [...(incomplete.has(mailbox.source) ? [words.incomplete] : []), ...counted].join('<br>');
}

function mailboxRow(mailbox: ReceiptMailbox, withRemarks: boolean, pen: Pen): string {
  const { words, count, bytes, language } = pen;
  const { source, destination, renamed, copied, alreadyThere } = mailbox;
  const [from, to] = [pen.path(source, 'from'), pen.path(destination, 'to')];
  const why = renamed.length > 0 && from !== to ? `<small>${escapeHtml(renameText(renamed, language))}</small>` : '';
  const dropped = Object.entries(mailbox.droppedKeywords)
    .map(([keyword, messages]) => `${foreign(keyword, 60)} (${count(messages)})`)
    .join(', ');
  const lost = dropped === '' ? '' : `<small>${words.droppedKeywords(dropped)}</small>`;
  const cells = [mailbox.messages, copied + alreadyThere, mailbox.verified].map(
    (messages) => `<td class="n">${count(messages)}</td>`,
  );
  return `<tr><td>${from}</td><td>${to}${why}${lost}</td>${cells.join('')}<td class="n">${bytes(mailbox.bytes)}</td>${withRemarks ? `<td>${remarks(mailbox, pen)}</td>` : ''}</tr>`;
}

function mailboxes({ mailboxes: all, totals: sum }: Receipt, pen: Pen): string {
  const { words, count, bytes } = pen;
  const withRemarks = all.some((mailbox) => remarks(mailbox, pen) !== '');
  const names = (['old', 'new'] as const).map((key) => `<th scope="col">${words.table[key]}</th>`);
  const numbers = (['messages', 'arrived', 'compared', 'size'] as const).map(
    (key) => `<th scope="col" class="n">${words.table[key]}</th>`,
  );
  const last = withRemarks ? `<th scope="col">${words.table.remarks}</th>` : '';
  const counts = [sum.messages, sum.copied + sum.alreadyThere, sum.verified].map(
    (messages) => `<td class="n">${count(messages)}</td>`,
  );
  return `<h2>${words.table.title}</h2><div class="scroll"><table><thead><tr>${names.join('')}${numbers.join('')}${last}</tr></thead>
<tbody>${all.map((mailbox) => mailboxRow(mailbox, withRemarks, pen)).join('\n')}</tbody>
<tfoot><tr><td colspan="2">${words.table.all}</td>${counts.join('')}<td class="n">${bytes(sum.bytes)}</td>${withRemarks ? '<td></td>' : ''}</tr></tfoot></table></div>`;
}

function leftBehind({ leftOut, skippedBy }: Receipt, { words, language, path }: Pen): string {
  const skips = (['before-since', 'after-until', 'over-max-size'] as const).filter((reason) => skippedBy[reason] > 0);
  const gone = skippedBy['gone-at-source'];
  const items = [
    // What only holds others holds nothing that could stay.
    ...leftOut
      .filter(({ reason }) => reason !== 'not-selectable')
      .map(({ source, reason, messages }) =>
        words.stayedMailbox(path(source, 'from'), messages, escapeHtml(leftOutText(reason, language))),
      ),
    ...skips.map((reason) => words.skippedBy[reason](skippedBy[reason])),
  ];
  // What was deleted did not stay.
  return (
    plainList(words.stayed, items) + plainList(words.gone, gone > 0 ? [words.skippedBy['gone-at-source'](gone)] : [])
  );
}

function plainList(title: string, items: readonly string[]): string {
  return items.length === 0
    ? ''
    : `<h2>${title}</h2><ul class="plain">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function footer({ createdAt }: Receipt, { words, language }: Pen): string {
  const when = new Date(createdAt);
  const text = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(when);
  return `<footer>${words.footer(`<time datetime="${when.toISOString()}">${escapeHtml(text)}</time>`)}</footer>`;
}
