import type { MailError } from './mail-error.ts';

/** Whether trying again in this run makes no sense: it would end the same way, or do harm. */
export function isFinal({ facts }: MailError): boolean {
  return (
    (facts.when === 'never' && facts.wide !== 'message') ||
    facts.kind === 'over-quota' ||
    facts.kind === 'sign-in-refused'
  );
}
