import type { SignInRefusal } from '../../shared/sign-in-refusal.ts';

/** What to say of a refused sign-in; `{server}`, `{user}` and `{option}` are filled in. */
export interface RefusalTemplate {
  readonly what: string;
  readonly next: string;
}

const again = 'Then run the same command again.';

/** By the reason, as far as the server's words tell. */
export const refusalTemplates: Readonly<Record<SignInRefusal, RefusalTemplate>> = {
  'wrong-password': {
    what: '{server} did not accept the user name or password of {user}.',
    next: `Check both. Many providers want an app password here instead of your normal one. ${again}`,
  },
  'app-password-needed': {
    what: '{server} wants an app password for {user}, not the normal one.',
    next: `Make an app password in the settings of the account, on the provider's web page, and give that. ${again}`,
  },
  'imap-off': {
    what: 'IMAP, by which programs read mail, is switched off for {user} at {server}.',
    next: `Switch on IMAP in the settings of the account, or ask the administrator to. ${again}`,
  },
  'web-login-needed': {
    what: '{server} wants {user} to sign in with a web browser first.',
    next: `Sign in on the provider's web page and confirm what it asks. ${again}`,
  },
  'account-locked': {
    what: '{server} has locked the account of {user}.',
    next: `Unlock it on the provider's web page, or ask the host. ${again}`,
  },
  'ask-the-host': {
    what: '{server} does not let {user} in, and refers to those who run it.',
    next: `Ask the host, with the server's words above. ${again}`,
  },
  'too-many-tries': {
    what: '{server} counted too many sign-ins of {user}; for a while it refuses even the right password.',
    next: 'Wait for an hour, then run the same command once: trying often makes the wait longer.',
  },
  'not-connected': {
    what: '{server} accepted the sign-in of {user}, but does not open the mailbox.',
    next: `IMAP may be switched off for it, or {option} names an alias or a shared mailbox of another account: switch on IMAP, or ask the administrator. Sometimes it passes by itself within an hour. ${again}`,
  },
  'consent-needed': {
    what: '{server} needs a permission before programs may sign in for {user}.',
    next: `The owner or the administrator of the account has to agree first. ${again}`,
  },
  'blocked-by-rule': {
    what: 'A rule of the organisation keeps {user} from signing in at {server} from here.',
    next: `Ask the administrator to permit it, or run this on a computer and in a network that is. ${again}`,
  },
  'password-sign-in-off': {
    what: '{server} does not accept passwords from programs.',
    next: 'See in the settings of the account whether it offers app passwords, or sign in through the browser with homing sign-in.',
  },
  expired: {
    what: 'The sign-in or the password of {user} at {server} has run out.',
    next: `Sign in again with homing sign-in, or set a new password on the provider's web page. ${again}`,
  },
};
