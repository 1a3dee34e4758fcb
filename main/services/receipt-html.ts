import { describeMessageProblem } from '../../shared/describe-message-problem.ts';
import type { Language } from '../../shared/messages/catalogue.ts';
import type { Receipt, ReceiptException, ReceiptMailbox } from '../../shared/model/receipt.ts';
import { leftOutText, renameText } from '../../shared/plan-words.ts';
import { bytesText, countText, messagesText } from '../../shared/quantity-text.ts';
import { escapeHtml, foreign } from './escape-html.ts';
import { receiptStyle } from './receipt-style.ts';
import { receiptVerdict } from './receipt-verdict.ts';

/** Drawn, not loaded: the page must stand alone. */
const seal = `<svg class="seal" viewBox="0 0 96 96" fill="none" stroke="currentColor" stroke-width="3" aria-hidden="true"><circle cx="48" cy="48" r="44" stroke-dasharray="2 4.9"/><circle cx="48" cy="48" r="37"/>`;
const tick = '<path d="M31 49l12 12 23-26" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/></svg>';
const note =
  '<path d="M48 28v26" stroke-width="6" stroke-linecap="round"/><circle cx="48" cy="67" r="4" fill="currentColor" stroke="none"/></svg>';

/**
 * The receipt as one page that stands alone: no script, nothing loaded, light and dark, made for printing.
 * Everything a server or a message said is cleaned and escaped.
 */
export function receiptHtml(receipt: Receipt, language: Language = 'en'): string {
  const verdict = receiptVerdict(receipt);
  const parts = [
    `<header class="${verdict.clean ? 'good' : 'warn'}"><h1>Receipt of a moved mailbox</h1>${seal}${verdict.clean ? tick : note}`,
    `<p class="verdict">${escapeHtml(verdict.headline)}</p><p class="lead">${escapeHtml(verdict.meaning)}</p></header>`,
    ends(receipt),
    totals(receipt),
    exceptions(receipt.exceptions),
    mailboxes(receipt),
    leftBehind(receipt),
    footer(receipt),
  ];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Receipt of a moved mailbox</title>
<style>${receiptStyle}</style>
</head>
<body><main>
${parts.filter((part) => part !== '').join('\n')}
</main></body>
</html>
`;
}

function ends({ from, to }: Receipt): string {
  const end = (label: string, account: Receipt['from']): string =>
    `<div><small>${label}</small><strong>${foreign(account.user)}</strong><small>${foreign(account.host)}</small></div>`;
  return `<section class="ends">${end('from', from)}<span class="arrow" aria-hidden="true">→</span>${end('to', to)}</section>`;
}

function totals({ totals: sum }: Receipt): string {
  const facts: readonly (readonly [string, string | null])[] = [
    ['messages', countText(sum.messages)],
    ['size', bytesText(sum.bytes)],
    ['copied', countText(sum.copied)],
    ['there already', sum.alreadyThere > 0 ? countText(sum.alreadyThere) : null],
    ['compared afterwards', countText(sum.verified)],
    ['changed by the new server', sum.altered > 0 ? countText(sum.altered) : null],
    ['did not arrive', sum.failed > 0 ? countText(sum.failed) : null],
    ['left behind by choice', sum.skipped > 0 ? countText(sum.skipped) : null],
    ['still to come', sum.waiting > 0 ? countText(sum.waiting) : null],
  ];
  const shown = facts.filter(([, value]) => value !== null);
  return `<dl>${shown.map(([term, value]) => `<div><dt>${term}</dt><dd>${value ?? ''}</dd></div>`).join('')}</dl>`;
}

function exceptions(all: readonly ReceiptException[]): string {
  if (all.length === 0) return '';
  const failed = all.filter(({ outcome }) => outcome === 'failed');
  const altered = all.filter(({ outcome }) => outcome === 'altered');
  const list = (title: string, items: readonly ReceiptException[]): string =>
    items.length === 0 ? '' : `<h2>${title}</h2><ul class="exceptions">${items.map(exception).join('')}</ul>`;
  return (
    list(`Did not arrive: ${messagesText(failed.length)}`, failed) +
    list(`Arrived, but changed by the new server: ${messagesText(altered.length)}`, altered)
  );
}

function exception({ mailbox, uid, size, internalDate, problem }: ReceiptException): string {
  const subject =
    problem.subject === undefined || problem.subject === '' ? 'Without subject' : foreign(problem.subject, 200);
  const from = problem.from === undefined || problem.from === '' ? '' : `from ${foreign(problem.from)} · `;
  const dated = problem.date === undefined || problem.date === '' ? '' : `dated ${foreign(problem.date, 60)} · `;
  const words =
    problem.serverText === null || problem.serverText === ''
      ? ''
      : `<blockquote>The server says: “${foreign(problem.serverText, 400)}”</blockquote>`;
  return `<li><p><strong>${subject}</strong> ${escapeHtml(describeMessageProblem(problem))}</p>
<p class="facts">${from}${dated}in ${foreign(mailbox)} · received ${foreign(internalDate, 60)} · ${bytesText(size)} · UID ${String(uid)}</p>${words}</li>`;
}

/** What a reader of the table should know beyond the numbers; empty for a mailbox that went as planned. */
function remarks({ failed, altered, skipped, waiting }: ReceiptMailbox): string {
  const pieces: readonly (readonly [number, string])[] = [
    [failed, 'did not arrive'],
    [altered, 'changed'],
    [skipped, 'left behind'],
    [waiting, 'still to come'],
  ];
  const told = pieces.filter(([count]) => count > 0).map(([count, words]) => `${countText(count)} ${words}`);
  return told.join('<br>');
}

function mailboxRow(mailbox: ReceiptMailbox, withRemarks: boolean): string {
  const { source, destination, renamed, copied, alreadyThere } = mailbox;
  const why = renamed.length > 0 && source !== destination ? `<small>${escapeHtml(renameText(renamed))}</small>` : '';
  const dropped = Object.entries(mailbox.droppedKeywords)
    .map(([keyword, count]) => `${foreign(keyword, 60)} (${countText(count)})`)
    .join(', ');
  const lost = dropped === '' ? '' : `<small>keywords the new server does not keep: ${dropped}</small>`;
  const cells = [mailbox.messages, copied + alreadyThere, mailbox.verified].map(
    (count) => `<td class="n">${countText(count)}</td>`,
  );
  return `<tr><td>${foreign(source)}</td><td>${foreign(destination)}${why}${lost}</td>${cells.join('')}<td class="n">${bytesText(mailbox.bytes)}</td>${withRemarks ? `<td>${remarks(mailbox)}</td>` : ''}</tr>`;
}

function mailboxes({ mailboxes: all, totals: sum }: Receipt): string {
  const head =
    '<th scope="col">Old mailbox</th><th scope="col">New mailbox</th><th scope="col" class="n">Messages</th><th scope="col" class="n">Arrived</th><th scope="col" class="n">Compared</th><th scope="col" class="n">Size</th>';
  const withRemarks = all.some((mailbox) => remarks(mailbox) !== '');
  const last = withRemarks ? '<th scope="col">Remarks</th>' : '';
  const counts = [sum.messages, sum.copied + sum.alreadyThere, sum.verified].map(
    (count) => `<td class="n">${countText(count)}</td>`,
  );
  return `<h2>Mailbox by mailbox</h2><div class="scroll"><table><thead><tr>${head}${last}</tr></thead>
<tbody>${all.map((mailbox) => mailboxRow(mailbox, withRemarks)).join('\n')}</tbody>
<tfoot><tr><td colspan="2">All mailboxes</td>${counts.join('')}<td class="n">${bytesText(sum.bytes)}</td>${withRemarks ? '<td></td>' : ''}</tr></tfoot></table></div>`;
}

function leftBehind({ leftOut, skippedBy }: Receipt): string {
  const items = [
    ...leftOut.map(
      ({ source, reason, messages }) =>
        `${foreign(source)}: ${messagesText(messages)} (${escapeHtml(leftOutText(reason))})`,
    ),
    ...(skippedBy['before-since'] > 0 ? [`${messagesText(skippedBy['before-since'])} older than the chosen date`] : []),
    ...(skippedBy['over-max-size'] > 0
      ? [`${messagesText(skippedBy['over-max-size'])} larger than the chosen size`]
      : []),
    ...(skippedBy['gone-at-source'] > 0
      ? [`${messagesText(skippedBy['gone-at-source'])} deleted in the old mailbox while it was moved`]
      : []),
  ];
  return items.length === 0
    ? ''
    : `<h2>Stayed behind</h2><ul class="plain">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function footer({ createdAt }: Receipt): string {
  const when = new Date(createdAt);
  const text = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' }).format(when);
  return `<footer>Written by Homing on <time datetime="${when.toISOString()}">${escapeHtml(text)}</time>, from its own journal on this computer. “Arrived” means that the new server confirmed the message or had it already; “compared” means that it was looked up there afterwards and was found as it should be. The old mailbox was only read.</footer>`;
}
