import { createHash } from 'node:crypto';

/** Dovecot's `mail_max_keyword_length`; nobody is known to take less. */
const LONGEST = 50;
const MARK = 8;
/** Mail programs act on these, and NIL is no atom. */
const MEANINGFUL = /^(?:\$|(?:non|not)?junk$|forwarded$|mdnsent$|redirected$|nil$)/i;

/**
 * The keyword that stands for a label where a message is in one folder only: the label's name as near as an atom can come to it
 * (RFC 9051 `flag-keyword`), the same for the same name each time.
 */
export function labelKeyword(label: string): string {
  const plain = label.normalize('NFKD').replaceAll(/\p{Mark}/gu, '');
  const atom = plain.replaceAll(/[^\x21-\x7e]|[(){%*"\\\]]/gu, '_');
  // Where nothing of the name is left to read, or it would mean something else, a mark made from the whole name tells it from others.
  const telling = /[^_]/.test(atom.replaceAll('/', '')) && !MEANINGFUL.test(atom);
  if (telling && atom.length <= LONGEST) return atom;
  const mark = createHash('sha256').update(label.normalize('NFC')).digest('hex').slice(0, MARK);
  return telling ? `${atom.slice(0, LONGEST - MARK - 1)}-${mark}` : `Label-${mark}`;
}
