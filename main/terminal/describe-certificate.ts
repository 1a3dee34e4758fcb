import { certificateProblem, type CertificateProblem } from '../../shared/certificate-problem.ts';
import { fingerprintText, isComparable, type PresentedCertificate } from '../../shared/model/certificate.ts';
import type { Side } from '../../shared/model/problem.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';

/** What a text about a refused certificate is made of. */
export interface CertificateTrouble {
  /** Of the problem; see certificateProblem. */
  readonly code: string | null;
  readonly presented: PresentedCertificate;
  readonly address: { readonly host: string; readonly port: number };
  readonly side: Side;
  /** Nobody known runs the server: it may be the person's own. */
  readonly mayBeOwn: boolean;
}

/** What happened, by what the check found; the password was never sent. */
const what: Readonly<Record<CertificateProblem, string>> = {
  'self-signed': 'its certificate is not trusted, since it vouches for itself',
  'unknown-authority':
    'its certificate is not trusted, since it comes from an authority that this computer does not know',
  'wrong-name': 'its certificate is made out to another name',
  expired: 'its certificate has run out',
  'not-yet-valid': 'its certificate is not valid yet',
  revoked: 'its certificate was withdrawn',
  weak: 'its certificate is made in an outdated, unsafe way',
  changed: 'its certificate is not the one of --pin',
  other: 'its certificate is not trusted',
};

/** What helps where nothing can be compared, or nobody may trust by hand. */
const remedies: Readonly<Record<CertificateProblem, string>> = {
  'self-signed': 'Check the host name in {option}, and ask who runs the server.',
  'unknown-authority':
    'Check the host name in {option}. If the server has a private certificate authority, give its file with --ca FILE.',
  'wrong-name': 'Check the host name in {option}.',
  expired: 'Check the date of this computer. If it is right, the certificate must be renewed on the server.',
  'not-yet-valid': 'Check the date and time of this computer.',
  revoked: 'Ask who runs the server, and do not sign in there until it is cleared up.',
  weak: 'The server needs an up-to-date certificate, with a key of 2,048 bits at least.',
  changed: 'Check the host name in {option}, and ask who runs the server.',
  other: 'Check the host name in {option}.',
};

/** A refused certificate in words: what happened, what the server shows, what it means for the mail, and the one next step. */
export function certificateLines(trouble: CertificateTrouble): string[] {
  const { presented, address, side, mayBeOwn } = trouble;
  const problem = certificateProblem(trouble.code);
  const server = sanitizeDisplay(address.host, 80);
  const option = side === 'destination' ? '--to' : '--from';
  const remedy = remedies[presented.fault ?? problem].replace('{option}', option);
  return [
    `${server} could not prove that it is ${server}: ${what[problem]}, so the password was not sent.`,
    shows(presented),
    problem === 'changed'
      ? 'No mail is lost; everything copied so far is safe.'
      : 'No mail was moved or changed by this.',
    mayBeOwn && isComparable(presented) ? compare(presented, address, remedy) : remedy,
  ];
}

function shows({ sha256, subject, issuer, validFrom, validTo }: PresentedCertificate): string {
  const name = (text: string): string => (text === '' ? 'nobody' : `“${sanitizeDisplay(text, 80)}”`);
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return (
    `It shows the SHA-256 ${fingerprintText(sha256)}, made out to ${name(subject)}, ` +
    `issued by ${name(issuer)}, valid from ${day(validFrom)} until ${day(validTo)}.`
  );
}

function compare(
  { sha256, fault }: PresentedCertificate,
  { host, port }: CertificateTrouble['address'],
  remedy: string,
): string {
  if (fault === null) return 'The new certificate passes the usual check: leave out --pin to go by that.';
  const server = `${host.includes(':') ? `[${sanitizeDisplay(host, 80)}]` : sanitizeDisplay(host, 80)}:${String(port)}`;
  return (
    'If the server is your own, compare on it with openssl x509 -in certificate.pem -noout -fingerprint -sha256, ' +
    `and only if that is the same, add --pin ${server}=${sha256}. If not: ${remedy.charAt(0).toLowerCase()}${remedy.slice(1)}`
  );
}
