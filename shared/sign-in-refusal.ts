/** Why a server did not let somebody in, as far as its words and codes tell; each has another next step. */
export type SignInRefusal =
  | 'wrong-password'
  | 'app-password-needed'
  | 'imap-off'
  | 'web-login-needed'
  | 'account-locked'
  | 'too-many-tries'
  | 'not-connected' // signed in, but the mailbox cannot be reached: no licence, IMAP off, or another person's
  | 'consent-needed'
  | 'password-sign-in-off'
  | 'expired';

interface RefusalRow {
  readonly refusal: SignInRefusal;
  readonly text?: RegExp;
  readonly code?: string;
}

/** Texts seen from providers, most telling first; codes (RFC 5530) are often too general, so they come last. */
const REFUSALS: readonly RefusalRow[] = [
  { text: /authenticated but not connected/i, refusal: 'not-connected' }, // Microsoft
  {
    text: /application(?:-specific)? password|app(?:-specific)? password|parol prilozheniya/i,
    refusal: 'app-password-needed',
  }, // Gmail, iCloud, mail.ru
  { text: /authorization code|授权码/i, refusal: 'app-password-needed' }, // QQ and 163 call it so
  { text: /log ?in via your web browser|web login required/i, refusal: 'web-login-needed' }, // Gmail
  { text: /unsafe login/i, refusal: 'web-login-needed' }, // 163
  { code: 'WEBALERT', refusal: 'web-login-needed' }, // Gmail, with an address to open
  { text: /consent(?:ed)?\b|AADSTS65001/i, refusal: 'consent-needed' }, // Microsoft
  { text: /basic auth(?:entication)? is (?:disabled|not|blocked)/i, refusal: 'password-sign-in-off' }, // Microsoft
  {
    text: /(?:password|plain ?text) (?:authentication|login|sign-in)s? (?:is |are )?(?:disabled|disallowed|not)/i,
    refusal: 'password-sign-in-off',
  },
  { text: /(?:login|mechanism)s? (?:is |are )?disabled\b/i, refusal: 'password-sign-in-off' }, // imapflow's LOGINDISABLED, Dovecot
  { text: /too many|rate limit|frequency limit|login attempts|try again (?:in|after)/i, refusal: 'too-many-tries' }, // Yahoo, Dovecot, QQ
  {
    text: /not enabled for imap|enable imap|imap (?:access )?(?:is |has been )?(?:disabled|not enabled|turned off|switched off|deactivated)/i,
    refusal: 'imap-off',
  }, // Gmail, Zoho, Yandex
  { text: /imap.{0,40}(?:deaktiviert|nicht (?:aktiviert|freigeschaltet|erlaubt)|nicht aktiv)/i, refusal: 'imap-off' }, // German hosts
  { text: /service is not open/i, refusal: 'imap-off' }, // QQ
  {
    text: /(?:account|user|mailbox)\b.{0,30}\b(?:locked|suspended|disabled|blocked|inactive|restricted)|temporar(?:y|ily) lock/i,
    refusal: 'account-locked',
  },
  { text: /(?:password|credentials?|token|account)\b.{0,20}\bexpired/i, refusal: 'expired' },
  { code: 'CONSENT_NEEDED', refusal: 'consent-needed' }, // ours, of what an authorization server said
  { code: 'EXPIRED', refusal: 'expired' },
  { code: 'CONTACTADMIN', refusal: 'account-locked' },
  { code: 'PRIVACYREQUIRED', refusal: 'password-sign-in-off' },
  { code: 'NO_MECHANISM', refusal: 'password-sign-in-off' },
  { code: 'LIMIT', refusal: 'too-many-tries' },
  { code: 'AUTHORIZATIONFAILED', refusal: 'not-connected' },
];

/**
 * Reads a refused sign-in. Many providers say nothing but that it failed (GMX and web.de even when IMAP is switched off):
 * then it counts as a wrong password, and what is known of the provider must tell the rest.
 * @param serverText the server's own words
 * @param code response code in upper case
 */
export function signInRefusal(serverText: string | null, code: string | null): SignInRefusal {
  const found = REFUSALS.find(
    (row) => (row.code !== undefined && row.code === code) || row.text?.test(serverText ?? '') === true,
  );
  return found?.refusal ?? 'wrong-password';
}
