import type { AccountAddress, Secret } from '../../shared/model/account.ts';
import { LEAST_WITHIN_MS } from './server-limits.ts';
import type { ConnectStage } from '../../shared/model/protection.ts';

/** How long to wait, in milliseconds. */
export interface Timeouts {
  /** For the TCP and, with TLS from the first byte, the TLS connection. */
  readonly connect: number;
  /** For the first line after that. */
  readonly greeting: number;
  /** For STARTTLS and sign-in; servers delay the answer to a wrong password on purpose. */
  readonly signIn: number;
  /** Without one byte in either direction while a command runs. */
  readonly silence: number;
  /** Within which a command must get anywhere; see server-limits.ts. */
  readonly leastWithin: number;
}

/** What it takes to connect to an account. */
export interface ConnectOptions {
  readonly address: AccountAddress;
  /** Asked for at each connection, kept nowhere longer than that. Rejects with a MailError, or with the signal's reason. */
  readonly secret: (signal?: AbortSignal) => Promise<Secret>;
  /** Told whether the server took a token. @returns for one it did not take: whether to try once more, with what `secret` gives then */
  readonly judged?: (secret: Secret, isTaken: boolean) => boolean;
  /** PEM of an authority to trust beside the usual ones. */
  readonly extraCa?: string;
  /** SHA-256 of the one certificate that this server may show, which a person compared: see certificate-trust.ts. */
  readonly pin?: string;
  readonly clientVersion: string;
  readonly timeouts?: Partial<Timeouts>;
  /** The largest literal a server may announce, in bytes. */
  readonly maxLiteralBytes?: number;
  /** Told how far each new connection has come, in this order, once each. */
  readonly onStage?: (stage: ConnectStage) => void;
  /** Told each command sent, secrets and literals left out. */
  readonly onCommand?: (line: string) => void;
}

export const DEFAULT_TIMEOUTS: Timeouts = {
  connect: 30_000,
  greeting: 16_000,
  signIn: 60_000,
  silence: 120_000,
  leastWithin: LEAST_WITHIN_MS,
};
export const DEFAULT_MAX_LITERAL_BYTES = 200_000_000;
