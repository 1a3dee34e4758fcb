import tls from 'node:tls';
import type { ImapFlowOptions } from 'imapflow';
import { MailError, type MailErrorFacts } from '../engine/mail-error.ts';
import type { Secret } from '../../shared/model/account.ts';
import type { Side } from '../../shared/model/problem.ts';
import type { Protection } from '../../shared/model/protection.ts';
import { signInRefusal } from '../../shared/sign-in-refusal.ts';
import type { CertificateTrust, TrustChoice } from './certificate-trust.ts';
import { DEFAULT_MAX_LITERAL_BYTES, DEFAULT_TIMEOUTS, type ConnectOptions, type Timeouts } from './connect-options.ts';
import { Connection } from './connection.ts';
import { readProtection } from './read-protection.ts';
import { RefusedCommand, type ServerAnswer } from './server-answer.ts';
import { translateAnswer, translateError } from './translate-error.ts';
import { Wire } from './wire.ts';
import { WireError } from './wire-error.ts';

const LONGEST_LINE = 1_000_000;
/** imapflow's own timer would end connections that merely wait for us; ours watches commands only. */
const NEVER_MS = 2 ** 31 - 1;

/** What is the same for all connections to an account. */
export interface ConnectPlan {
  readonly options: ConnectOptions;
  readonly side: Side;
  /** Whom to trust. */
  readonly trust: CertificateTrust;
}

/**
 * Opens a connection, encrypts it and signs in. A refused password is not tried again, so that nobody is locked out; a refused token
 * may have ended before its time, and is replaced once. Rejects with a MailError, or with the signal's reason.
 */
export async function connect(plan: ConnectPlan, signal: AbortSignal): Promise<Connection> {
  signal.throwIfAborted();
  const { options } = plan;
  const secret = await options.secret(signal);
  signal.throwIfAborted();
  const { trust } = plan;
  try {
    return await trust.connect((choice) => connectOnce(plan, { secret, choice }, signal));
  } catch (error) {
    if (!mayBeStale(error, secret) || options.judged?.(secret, false) !== true) throw error;
    const another = await options.secret(signal);
    signal.throwIfAborted();
    return trust.connect((choice) => connectOnce(plan, { secret: another, choice }, signal));
  }
}

/** Whether a newer token may help: not when the server gave another reason. */
function mayBeStale(error: unknown, secret: Secret): boolean {
  if (secret.kind !== 'token' || !(error instanceof MailError) || error.facts.kind !== 'sign-in-refused') return false;
  const { serverText = null, code = null } = error.facts;
  return ['wrong-password', 'expired'].includes(signInRefusal(serverText, code));
}

/** What one attempt goes by. */
interface Attempt {
  readonly secret: Secret;
  readonly choice: TrustChoice;
}

async function connectOnce(
  { options, side }: ConnectPlan,
  { secret, choice }: Attempt,
  signal: AbortSignal,
): Promise<Connection> {
  const timeouts: Timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const flow = flowOptions(options, { secret, choice, timeouts });
  const wire = new Wire(flow, { signInMs: timeouts.signIn, onCommand: options.onCommand, onStage: options.onStage });
  const abort = (): void => wire.close();
  signal.addEventListener('abort', abort, { once: true });
  try {
    await wire.connect();
    const protection = checkEstablished(wire);
    delete wire.options.auth;
    options.onStage?.('signed-in');
    if (secret.kind === 'token') options.judged?.(secret, true);
    const { clientVersion } = options;
    const { silence: silenceMs, leastWithin: leastWithinMs } = timeouts;
    return new Connection(wire, side, { protection, silenceMs, leastWithinMs, clientVersion });
  } catch (error) {
    wire.close();
    signal.throwIfAborted();
    throw choice.judge(translate(error, wire, side), wire.certificate);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** What flowOptions needs beside the options. */
interface Means extends Attempt {
  readonly timeouts: Timeouts;
}

function flowOptions(options: ConnectOptions, { secret, choice, timeouts }: Means): ImapFlowOptions {
  const { address } = options;
  const maxLiteralSize = options.maxLiteralBytes ?? DEFAULT_MAX_LITERAL_BYTES;
  const secure = address.security === 'tls';
  return {
    host: address.host,
    port: address.port,
    secure,
    ...(secure ? {} : { doSTARTTLS: true }),
    auth:
      secret.kind === 'token'
        ? { user: address.user, accessToken: secret.value }
        : { user: address.user, pass: secret.value },
    tls: {
      ...choice.tls,
      rejectUnauthorized: true,
    },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    disableIMAP4rev2: true,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: NEVER_MS,
    maxLineLength: LONGEST_LINE,
    maxLiteralSize,
    maxResponseSize: maxLiteralSize + 2 * LONGEST_LINE,
  };
}

/** Trusts nothing that came before: the connection must be encrypted to a verified server, and the sign-in must be our own. */
function checkEstablished(wire: Wire): Protection {
  const { socket } = wire;
  if (wire.isClosed) throw new WireError('CLOSED');
  if (!(socket instanceof tls.TLSSocket) || !socket.encrypted || !socket.authorized)
    throw new WireError('NOT_ENCRYPTED');
  if (!wire.signedIn) throw new WireError('NOT_SIGNED_IN');
  return readProtection(socket);
}

function translate(error: unknown, wire: Wire, side: Side): MailError {
  const context = { occasion: 'SIGN-IN', side, written: false } as const;
  if (error instanceof MailError) return error;
  if (error instanceof RefusedCommand) return new MailError(translateAnswer(error.answer, context));
  if (wire.bye) return new MailError({ ...translateFarewell(wire.bye, wire.refused, side), when: 'later' });
  // imapflow's own refusals: no mechanism in common, or the server switched LOGIN off.
  if (
    wire.secureConnection &&
    /^(NO_MECHANISM|Unsupported authentication|Login is disabled|No matching)/.test(messageOf(error))
  ) {
    return new MailError({
      kind: 'sign-in-refused',
      when: 'never',
      wide: 'account',
      outcome: 'refused',
      code: 'NO_MECHANISM',
      side,
      cause: error,
    });
  }
  if (messageOf(error) === 'Server does not support STARTTLS') error = new WireError('TLS_NOT_OFFERED');
  return new MailError(translateError(wire.failure ?? error, context));
}

/** Yahoo refuses CAPABILITY with the reason, `[LIMIT] Rate limit hit.`, and says nothing of it when it hangs up then. */
function translateFarewell(bye: ServerAnswer, refused: ServerAnswer | null, side: Side): MailErrorFacts {
  const before = refused && translateAnswer(refused, { occasion: 'SIGN-IN', side, written: false });
  if (before && before.when !== 'never') return before;
  return translateAnswer(bye, { occasion: 'BYE', side, written: false });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
