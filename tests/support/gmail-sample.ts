import { mail } from './awkward-mail.ts';
import { GmailMemory } from './gmail-memory.ts';

/** An account with everything that makes labels hard. */
export function labelledAccount(): GmailMemory {
  const gmail = new GmailMemory();
  gmail.put({ body: mail('both', 'in two places'), labels: ['\\Inbox', 'Work'], flags: ['\\Seen'] });
  gmail.put({ body: mail('archived', 'nowhere'), labels: [] });
  gmail.put({ body: mail('deep', 'in all depths'), labels: ['Work', 'Work/Projects', 'Work/Projects/Löwe & Söhne'] });
  gmail.put({ body: mail('self', 'to myself'), labels: ['\\Sent', '\\Inbox', '\\Important'] });
  gmail.put({ body: mail('star', 'a star is no place'), labels: ['\\Starred'] });
  gmail.put({ body: mail(null, 'no id'), labels: ['Work', 'say "so" \\ well'] });
  // Two that differ in their text only, and twins, with different labels.
  gmail.put({ body: mail('same', 'text A'), labels: ['Work', '日本語'] });
  gmail.put({ body: mail('same', 'text B'), labels: ['日本語'] });
  gmail.put({ body: mail('twin', 'twin'), labels: ['\\Inbox', '日本語'] });
  gmail.put({ body: mail('twin', 'twin'), labels: ['日本語'] });
  gmail.put({ body: mail('draft', 'a draft'), labels: ['\\Draft'], flags: ['\\Draft'] });
  gmail.put({ body: mail('last', 'in all of them'), labels: ['\\Inbox', '\\Sent', 'Work', 'Work/Projects', '日本語'] });
  return gmail;
}
