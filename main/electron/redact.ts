import { createHmac, randomBytes } from 'node:crypto';

/** Of this process: the same address has the same mark in one log, and no list of guesses finds it afterwards. */
const key = randomBytes(32);

function mark(text: string): string {
  return createHmac('sha256', key).update(text.toLowerCase()).digest('hex').slice(0, 8);
}

type Replacement = readonly [pattern: RegExp, by: string | ((...match: string[]) => string)];

/** An "@", also as URLs and quoted-printable write it. */
const at = '(?:@|＠|%40|=40)';
const word = String.raw`[^\s<>()[\]{},;:"'@＠]+`;

/** In this order: what takes whole lines first, then names, then whatever looks like a secret. */
const replacements: readonly Replacement[] = [
  // All that follows a sign-in command is its arguments, on this line or as literals on the next.
  [/\b(AUTHENTICATE|LOGIN|XOAUTH2|OAUTHBEARER)\b[\s\S]*/iu, '$1 [removed]'],
  [/\b(bearer|basic|authorization)\b.*/giu, '$1 [removed]'],
  [/(pass(?:word|phrase|wd)?|pwd|secret|token|mot de passe)["']?\s*[:=].*/giu, '$1 [removed]'],
  [/"[^"]*"|“[^”]*”|«[^»]*»/gu, '[quoted]'],
  // Names in the code are kept, everything else in quotation marks may be a path or a name of somebody.
  [/'([^'\n]*)'/gu, (whole, inner) => (/^[A-Za-z_$][\w$]{0,14}$/u.test(inner ?? '') ? whole : '[quoted]')],
  [/\b[a-z][a-z0-9+.-]*:\/\/\S+/giu, '[url]'],
  [/(?:[A-Za-z]:)?(?:[\\/]|%2F|%5C)[^\s'"`)<>|]+/giu, '[path]'],
  [
    new RegExp(`(${word})${at}(\\[[^\\]]*\\]|${word})`, 'giu'),
    (_whole, local = '', domain = '') => `address:${mark(local)}@${mark(domain)}`,
  ],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/gu, (whole) => `host:${mark(whole)}`],
  [/(?<![\w:])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])/giu, (whole) => `host:${mark(whole)}`],
  // A host of one label is known by what stands before it.
  [/\b(E[A-Z_]{3,})[ \t]+\S+/gu, '$1 [host]'],
  [/(?:[\p{L}\p{M}\p{N}_-]+\.)+[\p{L}\p{N}-]+/gu, (whole) => `host:${mark(whole)}`],
  [/\b[a-z]{4}(?:[ -][a-z]{4}){3}\b/giu, '[removed]'],
  [/[A-Za-z0-9+/]{4,}={1,2}/gu, '[removed]'],
  [/[A-Za-z0-9+/=_~-]{16,}/gu, (whole) => (/^ERR_[A-Z_]+$/u.test(whole) ? whole : '[removed]')],
];

/**
 * Takes out of an error's message what tells of a person: addresses, hosts, paths, tokens, passwords and everything quoted.
 * What is left is enough to find the place in the code. Rather too much goes than too little.
 * @param home the person's folder, whose name is often their own
 */
export function redact(text: string, home: string): string {
  const withoutHome =
    home.length > 1 ? [home, encodeURI(home)].reduce((all, path) => all.replaceAll(path, '/~'), text) : text;
  return replacements.reduce(
    (left, [pattern, by]) => (typeof by === 'string' ? left.replace(pattern, by) : left.replace(pattern, by)),
    withoutHome,
  );
}
