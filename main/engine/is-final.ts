import type { MailError } from './mail-error.ts';

/** So often a mailbox is asked for that its server does not open though the sign-in was good: sometimes that passes within seconds. */
const MOST_SIGN_INS = 3;

/**
 * Whether trying again in this run makes no sense: it would end the same way, or do harm.
 * @param failures in a row, this one included
 */
export function isFinal({ facts }: MailError, failures: number): boolean {
  if (facts.kind === 'sign-in-refused') return facts.when === 'never' || failures >= MOST_SIGN_INS;
  return (facts.when === 'never' && facts.wide !== 'message') || facts.kind === 'over-quota';
}
