/** Why a server did not let somebody in, as far as its words and codes tell; each has another next step. */
export type SignInRefusal =
  | 'wrong-password'
  | 'app-password-needed'
  | 'imap-off'
  | 'web-login-needed'
  | 'account-locked'
  | 'ask-the-host' // for a reason of theirs
  | 'blocked-by-rule' // of the organisation: the device, the place, a second factor that programs cannot give
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
  // Microsoft's numbers, from learn.microsoft.com "Microsoft Entra authentication and authorization error codes".
  { text: /AADSTS(?:65001|65004|90094|90095|650057)\b/i, refusal: 'consent-needed' },
  { text: /AADSTS(?:50053|50057|50020|7000112)\b/i, refusal: 'account-locked' },
  { text: /AADSTS(?:50055|50133|50144|50173|700082|700084|70008|70043|50089)\b/i, refusal: 'expired' },
  {
    text: /AADSTS(?:5007[2469]|50158|53000|53001|53003|53004|53011|530\d\d|50097|50005|50105)\b/i,
    refusal: 'blocked-by-rule',
  },
  { text: /AADSTS(?:50126|50034|50056|51004)\b/i, refusal: 'wrong-password' },
  { text: /conditional access|multi-?factor|security defaults/i, refusal: 'blocked-by-rule' },
  {
    text: /application(?:-specific)? password|app(?:-specific)? password|parol prilozheniya/i,
    refusal: 'app-password-needed',
  }, // Gmail, iCloud, mail.ru
  { text: /authorization code|授权码/i, refusal: 'app-password-needed' }, // QQ and 163 call it so
  {
    text: /(?:log|sign) ?in (?:via|with|through|using) (?:your|a|the) (?:web )?browser|web ?login required/i,
    refusal: 'web-login-needed',
  }, // Gmail
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
    text: /not enabled for imap|enable imap|(?:imap|protocol)\b(?: access| service)?(?: (?:is|has been|are))? (?:currently )?(?:disabled|not (?:enabled|allowed|activated|permitted)|turned off|switched off|deactivated)|not (?:allowed|permitted|authorized) to use imap/i,
    refusal: 'imap-off',
  }, // Gmail, Yahoo, Zoho, Yandex, mail.ru
  { text: /imap.{0,40}(?:deaktiviert|nicht (?:aktiviert|freigeschaltet|erlaubt)|nicht aktiv)/i, refusal: 'imap-off' }, // German hosts
  { text: /service is not open/i, refusal: 'imap-off' }, // QQ
  {
    text: /(?:account|user|mailbox)\b.{0,30}\b(?:locked|suspended|disabled|blocked|inactive|restricted)|temporar(?:y|ily) lock/i,
    refusal: 'account-locked',
  },
  { text: /(?:password|credentials?|token|account)\b.{0,20}\bexpired/i, refusal: 'expired' },
  { code: 'CONSENT_NEEDED', refusal: 'consent-needed' }, // ours, of what an authorization server said
  { code: 'EXPIRED', refusal: 'expired' },
  { code: 'CONTACTADMIN', refusal: 'ask-the-host' },
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

/** Whether another password, or another permission, is what a refused sign-in wants; else the one there is may be as good as ever. */
export function wantsAnotherSecret(refusal: SignInRefusal | null): boolean {
  return (
    refusal === null ||
    ['wrong-password', 'app-password-needed', 'consent-needed', 'password-sign-in-off', 'expired'].includes(refusal)
  );
}
