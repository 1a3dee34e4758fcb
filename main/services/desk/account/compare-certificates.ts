import type { CertificateComparison, CertificateView } from '../../../../shared/ipc/certificate-view.ts';
import type { AccountAddress } from '../../../../shared/model/account.ts';
import {
  isComparable,
  type CertificateFacts,
  type PresentedCertificate,
} from '../../../../shared/model/certificate.ts';
import type { CertificatePin, MoveRecord } from '../move-record.ts';
import { shown } from '../shown.ts';

/** The certificate that is trusted by hand at a server, if one is. */
export function pinOf({ pins }: Pick<MoveRecord, 'pins'>, { host, port }: AccountAddress): CertificatePin | null {
  return pins.find((pin) => isAt(pin, host, port)) ?? null;
}

/** The pins with one more, in place of what was trusted at the same server. */
export function withPin(pins: readonly CertificatePin[], pin: CertificatePin): CertificatePin[] {
  return [...withoutPin(pins, pin), pin];
}

/** The pins without what is trusted at a server. */
export function withoutPin(
  pins: readonly CertificatePin[],
  { host, port }: Pick<CertificatePin, 'host' | 'port'>,
): CertificatePin[] {
  return pins.filter((pin) => !isAt(pin, host, port));
}

/** What a server showed beside what is trusted there. @param owned what may be trusted by hand, if the certificate is fit for it */
export function compareCertificates(
  presented: PresentedCertificate,
  address: AccountAddress,
  { pin, owned }: { readonly pin: CertificatePin | null; readonly owned: CertificateComparison['mayTrust'] },
): CertificateComparison {
  return {
    host: shown(address.host),
    port: address.port,
    presented: fitToShow(presented),
    trusted: pin && fitToShow(pin),
    isGood: presented.fault === null,
    mayTrust: isComparable(presented) ? owned : 'no',
  };
}

/** A certificate's facts, fit to show. */
export function fitToShow({ sha256, subject, issuer, validFrom, validTo }: CertificateFacts): CertificateView {
  return { sha256, subject: shown(subject), issuer: shown(issuer), validFrom, validTo };
}

function isAt(pin: Pick<CertificatePin, 'host' | 'port'>, host: string, port: number): boolean {
  return pin.host.toLowerCase() === host.toLowerCase() && pin.port === port;
}
