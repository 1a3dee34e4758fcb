import { mail } from './awkward-mail.ts';
import type { GmailLetter } from './gmail-memory.ts';

/** Messages with everything that makes labels hard. Bodies differ in length, so that sums tell which were read. */
export const gmailLetters: readonly GmailLetter[] = [
  { body: mail('both', 'in two places'), labels: ['\\Inbox', 'Work'], flags: ['\\Seen'] },
  { body: mail('archived', 'nowhere at all'), labels: [] },
  { body: mail('deep', 'in all depths'.repeat(3)), labels: ['Work', 'Work/Projects', 'Work/Projects/Löwe & Söhne'] },
  { body: mail('self', 'to myself'.repeat(5)), labels: ['\\Sent', '\\Inbox', '\\Important'] },
  { body: mail('star', 'a star is no place'), labels: ['\\Starred'] },
  { body: mail(null, 'no id'), labels: ['Work', 'say "so" \\ well'] },
  { body: mail('same', 'text A'), labels: ['Work', '日本語'] },
  { body: mail('same', 'text B'), labels: ['日本語'] },
  { body: mail('twin', 'twin'), labels: ['\\Inbox', '日本語'] },
  { body: mail('twin', 'twin'), labels: ['日本語'] },
  { body: mail('draft', 'a draft'.repeat(9)), labels: ['\\Draft'], flags: ['\\Draft'] },
  { body: mail('last', 'in many'.repeat(20)), labels: ['\\Inbox', '\\Sent', 'Work', 'Work/Projects', '日本語', 'NIL'] },
];
