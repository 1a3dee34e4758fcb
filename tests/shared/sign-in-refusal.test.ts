import { expect, it } from 'vitest';
import { signInRefusal, type SignInRefusal } from '../../shared/sign-in-refusal.ts';

/** Words and codes as servers send them. */
const SEEN: readonly (readonly [text: string | null, code: string | null, refusal: SignInRefusal])[] = [
  // Gmail
  ['Invalid credentials (Failure)', 'AUTHENTICATIONFAILED', 'wrong-password'],
  [
    'Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
    'ALERT',
    'app-password-needed',
  ],
  [
    'Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)',
    'ALERT',
    'web-login-needed',
  ],
  ['Web login required.', 'WEBALERT', 'web-login-needed'],
  ['', 'WEBALERT', 'web-login-needed'],
  [
    'Your account is not enabled for IMAP use. Please visit your Gmail settings page and enable your account for IMAP access. (Failure)',
    'ALERT',
    'imap-off',
  ],
  ['IMAP access is disabled for your domain. Please contact your domain administrator. (Failure)', 'ALERT', 'imap-off'],
  // Microsoft
  ['User is authenticated but not connected.', null, 'not-connected'],
  ['Basic authentication is disabled.', null, 'password-sign-in-off'],
  ['AUTHENTICATE failed.', null, 'wrong-password'],
  ['LOGIN failed.', null, 'wrong-password'],
  ['AADSTS65001: The user or administrator has not consented to use the application.', null, 'consent-needed'],
  ['User is authenticated but not connected', null, 'not-connected'],
  ['AADSTS50053: The account is locked.', null, 'account-locked'],
  ['AADSTS50055: The password is expired.', null, 'expired'],
  ['AADSTS700082: The refresh token has expired due to inactivity.', null, 'expired'],
  ['AADSTS50076: you must use multi-factor authentication to access', null, 'blocked-by-rule'],
  ['AADSTS53003: Access has been blocked by Conditional Access policies.', null, 'blocked-by-rule'],
  ['AADSTS50126: Error validating credentials due to invalid username or password.', null, 'wrong-password'],
  ['AADSTS90094: The grant requires admin permission.', null, 'consent-needed'],
  // GMX, web.de, mail.com: the same words for a wrong password and for IMAP that is switched off
  ['authentication failed', null, 'wrong-password'],
  ['Authentication failed.', 'AUTHENTICATIONFAILED', 'wrong-password'],
  ['IMAP-Zugang ist deaktiviert', null, 'imap-off'],
  // Yahoo, AOL
  ['LOGIN Invalid credentials', 'AUTHENTICATIONFAILED', 'wrong-password'],
  ['LOGIN Rate limit hit.', 'LIMIT', 'too-many-tries'],
  ['IMAP access is disabled for your account.', 'ALERT', 'imap-off'],
  ['Please log in with a web browser', 'ALERT', 'web-login-needed'],
  ['You are not allowed to use IMAP', null, 'imap-off'],
  // iCloud
  ['Authentication Failed', 'AUTHENTICATIONFAILED', 'wrong-password'],
  // mail.ru, Yandex, Zoho, QQ, 163, Purelymail
  [
    'NEOBHODIM parol prilozheniya https://help.mail.ru/mail/security/protection/external / Application password is REQUIRED',
    'AUTHENTICATIONFAILED',
    'app-password-needed',
  ],
  ['LOGIN Invalid credentials or IMAP is disabled sc=ebI8JB0ug4Y1', 'AUTHENTICATIONFAILED', 'imap-off'],
  ['You are yet to enable IMAP for your account. Please contact your administrator (Failure)', 'ALERT', 'imap-off'],
  ['Login fail. Please use your authorization code to log in', null, 'app-password-needed'],
  ['Unsafe Login. Please contact kefu@188.com for help', null, 'web-login-needed'],
  ['Login failed – please create an app password.', null, 'app-password-needed'],
  // Dovecot, Cyrus, Courier and the codes of RFC 5530
  ['Authentication failed - Too many login failures', 'AUTHENTICATIONFAILED', 'too-many-tries'],
  [
    'Plaintext authentication disallowed on non-secure (SSL/TLS) connections.',
    'PRIVACYREQUIRED',
    'password-sign-in-off',
  ],
  ['Account is locked', 'CONTACTADMIN', 'account-locked'],
  ['Your account has been temporarily suspended', 'AUTHENTICATIONFAILED', 'account-locked'],
  ['Password expired', 'EXPIRED', 'expired'],
  ['Your password has expired', 'AUTHENTICATIONFAILED', 'expired'],
  ['', 'EXPIRED', 'expired'],
  ['', 'CONTACTADMIN', 'ask-the-host'],
  ['Please contact support', 'CONTACTADMIN', 'ask-the-host'],
  ['Authorization failed', 'AUTHORIZATIONFAILED', 'not-connected'],
  // What we find ourselves: no way to sign in that both know
  [null, 'NO_MECHANISM', 'password-sign-in-off'],
  // Nothing to go by
  [null, null, 'wrong-password'],
  ['', 'AUTHENTICATIONFAILED', 'wrong-password'],
];

it.each(SEEN)('%j with %s is %s', (text, code, refusal) => {
  expect(signInRefusal(text, code)).toBe(refusal);
});

it('knows a text for every refusal', () => {
  const all: Readonly<Record<SignInRefusal, true>> = {
    'wrong-password': true,
    'app-password-needed': true,
    'imap-off': true,
    'web-login-needed': true,
    'account-locked': true,
    'ask-the-host': true,
    'blocked-by-rule': true,
    'too-many-tries': true,
    'not-connected': true,
    'consent-needed': true,
    'password-sign-in-off': true,
    expired: true,
  };
  expect([...new Set(SEEN.map(([, , refusal]) => refusal))].sort()).toEqual(Object.keys(all).sort());
});
