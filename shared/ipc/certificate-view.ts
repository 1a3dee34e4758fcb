import { moment, shortText } from './fields.ts';
import { z } from './zod-without-eval.ts';

/** SHA-256 of a certificate, in hexadecimal digits. */
export const fingerprint = z.string().regex(/^[0-9A-F]{64}$/);

/** A server's certificate, for people to recognise it by; see CertificateFacts. */
export const certificateView = z.strictObject({
  sha256: fingerprint,
  subject: shortText,
  issuer: shortText,
  validFrom: moment,
  validTo: moment,
});

/** What a server showed when its certificate was refused, and what can be done about it. */
export const certificateComparison = z.strictObject({
  host: shortText,
  port: z.number().int().min(1).max(65_535),
  presented: certificateView,
  /** The one that was trusted by hand before; null: none was. */
  trusted: certificateView.nullable(),
  /** The usual check has nothing against what the server shows now. */
  isGood: z.boolean(),
  /**
   * `yes`: the person may trust it by hand. `own-server`: if they say that the server is their own. `no`: never, at a known provider or
   * where the certificate itself is no good. Main decides, and looks again when it is asked.
   */
  mayTrust: z.enum(['yes', 'own-server', 'no']),
});

/** A server's certificate. */
export type CertificateView = z.infer<typeof certificateView>;
/** What a server showed when its certificate was refused. */
export type CertificateComparison = z.infer<typeof certificateComparison>;
