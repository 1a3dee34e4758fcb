import type { ServerRules } from './features.ts';
import { bad } from './outcome.ts';
import type { StoredMailbox } from './stored-mailbox.ts';
import { stringOf, type Value } from './values.ts';

const SYSTEM_FLAGS = ['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft'];

/** Flags and keywords as sent; system flags in their usual spelling, `\Recent` left out as no client may set it. */
export function parseFlags(values: readonly Value[]): string[] {
  return values
    .map((value) => {
      const flag = stringOf(value);
      const system = SYSTEM_FLAGS.find((name) => name.toLowerCase() === flag.toLowerCase());
      if (flag === '' || (flag.startsWith('\\') && system === undefined && !/^\\recent$/i.test(flag))) {
        throw bad('Invalid flag');
      }
      return system ?? flag;
    })
    .filter((flag) => !/^\\recent$/i.test(flag));
}

/** The flags that can be kept: new keywords only as far as the rules allow, the others silently dropped (RFC 9051 7.1, PERMANENTFLAGS). */
export function acceptFlags(rules: ServerRules, mailbox: StoredMailbox, flags: readonly string[]): string[] {
  const known = new Set(mailbox.keywords.keys());
  return flags.filter((flag) => {
    const key = flag.toLowerCase();
    if (flag.startsWith('\\') || known.has(key)) return true;
    if (!rules.newKeywords || known.size >= rules.maxKeywords) return false;
    known.add(key);
    return true;
  });
}

/** FLAGS of a mailbox: what it knows. */
export function mailboxFlags(mailbox: StoredMailbox): string[] {
  return [...SYSTEM_FLAGS, ...mailbox.keywords.values()];
}

/** PERMANENTFLAGS: `\*` as long as new keywords can be made. */
export function permanentFlags(rules: ServerRules, mailbox: StoredMailbox): string[] {
  const open = rules.newKeywords && mailbox.keywords.size < rules.maxKeywords;
  return [...mailboxFlags(mailbox), ...(open ? ['\\*'] : [])];
}
