import { certificateComparison, type CertificateComparison } from '../../../shared/ipc/certificate-view.ts';
import { sampleNow } from './samples.ts';

const year = 365 * 86_400_000;

/** What a server of one's own shows, as main would tell it. `isChanged`: beside what was trusted there. */
export function sampleCertificates({
  isChanged = false,
  ...overrides
}: Partial<CertificateComparison> & { readonly isChanged?: boolean } = {}): CertificateComparison {
  const certificate = (digits: string, from: number): CertificateComparison['presented'] => ({
    sha256: digits.repeat(8),
    subject: 'mail.example.org',
    issuer: 'The kitchen cupboard',
    validFrom: from,
    validTo: from + year,
  });
  return certificateComparison.parse({
    host: 'mail.example.org',
    port: 993,
    presented: certificate('0A1B2C3D', sampleNow - 86_400_000),
    trusted: isChanged ? certificate('E4F5A6B7', sampleNow - 300 * 86_400_000) : null,
    isGood: false,
    mayTrust: 'yes',
    ...overrides,
  });
}
