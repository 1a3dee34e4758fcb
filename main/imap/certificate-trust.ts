import tls from 'node:tls';
import { MailError } from '../engine/mail-error.ts';
import { isComparable } from '../../shared/model/certificate.ts';
import { codeOfFault, faultOf, pemOf, sha256Of, type ShownCertificate } from './certificate.ts';
import type { ConnectOptions } from './connect-options.ts';
import type { Connection } from './connection.ts';

/** How one attempt to connect judges the server. Node refuses what fails, before a byte of ours goes over the connection. */
export interface TrustChoice {
  /** For `tls.connect`, beside `rejectUnauthorized: true`. */
  readonly tls: Pick<tls.ConnectionOptions, 'secureContext' | 'checkServerIdentity'>;
  /** An error of the attempt with what is known of the certificate. @param shown null when the server showed none */
  judge(error: MailError, shown: ShownCertificate | null): MailError;
}

/** Attempts a connection. Rejects with a MailError, or with a signal's reason. */
type Attempt = (choice: TrustChoice) => Promise<Connection>;

/**
 * Whom to trust at one server, for all connections of an account. Without a pin: the usual check of chain, name and dates. With one: only
 * the certificate with exactly this SHA-256, which a person compared, whatever its authority and its names. Dates and the strength of keys
 * are checked even then.
 *
 * A pin is a digest, and OpenSSL wants the certificate itself. So the first attempt goes by the usual check, which refuses a private
 * certificate; if it was the pinned one, it becomes the only authority of the next attempt, where it must be the server's own, too.
 */
export class CertificateTrust {
  readonly #host: string;
  readonly #pin: string | null;
  readonly #usual: tls.SecureContext;
  /** Trusts the pinned certificate and nothing else; null until a server showed it. */
  #pinned: tls.SecureContext | null = null;

  constructor({ address, pin }: Pick<ConnectOptions, 'address' | 'pin'>, usual: tls.SecureContext) {
    this.#host = address.host;
    this.#pin = pin ?? null;
    this.#usual = usual;
  }

  /** Connects by the usual check or by the pin. */
  async connect(attempt: Attempt): Promise<Connection> {
    if (this.#pinned) {
      try {
        return await attempt(this.#choose(this.#pinned));
      } catch (error) {
        if (!isOfCertificate(error)) throw error;
        // Another certificate: the usual check tells what it is.
        this.#pinned = null;
      }
    }
    let shown: ShownCertificate | null = null;
    try {
      return await attempt(this.#choose(this.#usual, (certificate) => (shown = certificate)));
    } catch (error) {
      const pinned = this.#contextOf(error, shown);
      if (!pinned) throw error;
      this.#pinned = pinned;
      return attempt(this.#choose(pinned));
    }
  }

  #choose(secureContext: tls.SecureContext, note: (shown: ShownCertificate) => void = () => undefined): TrustChoice {
    const pin = this.#pin;
    return {
      tls: {
        secureContext,
        ...(pin === null
          ? {}
          : { checkServerIdentity: (_host, peer) => (sha256Of(peer) === pin ? undefined : changed()) }),
      },
      judge: (error, shown) => {
        if (shown) note(shown);
        return this.#describe(error, shown);
      },
    };
  }

  #describe(error: MailError, shown: ShownCertificate | null): MailError {
    const { facts } = error;
    if (facts.kind !== 'certificate' || !shown) return error;
    const { code = '' } = facts;
    const fault = faultOf(shown, this.#host, code === 'CERT_CHANGED' ? null : code, Date.now());
    const isChanged = this.#pin !== null && shown.facts.sha256 !== this.#pin;
    return new MailError({
      ...facts,
      code: isChanged ? 'CERT_CHANGED' : codeOfFault(fault, code),
      certificate: { ...shown.facts, fault },
    });
  }

  /** Where only the usual check stood in the way of the pinned certificate: what trusts it. */
  #contextOf(error: unknown, shown: ShownCertificate | null): tls.SecureContext | null {
    if (!shown || !isOfCertificate(error) || shown.facts.sha256 !== this.#pin) return null;
    const { certificate } = error.facts;
    if (!certificate || !isComparable(certificate)) return null;
    // The server's own certificate need not be an authority's.
    return tls.createSecureContext({ minVersion: 'TLSv1.2', ca: [pemOf(shown.peer)], allowPartialTrustChain: true });
  }
}

function isOfCertificate(error: unknown): error is MailError {
  return error instanceof MailError && error.facts.kind === 'certificate';
}

function changed(): Error {
  return Object.assign(new Error('another certificate than the one that was trusted'), { code: 'CERT_CHANGED' });
}
