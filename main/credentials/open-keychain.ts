import { NoBindingError, openOsKeychain } from './os-keychain.ts';
import type { SecretStore } from './secret-store.ts';
import { createSessionKeychain } from './session-keychain.ts';
import { NoAnswerError } from './take-turns.ts';

/** The shape of the port `main/services/keychain-port.ts`, where it is described. */
interface OpenedKeychain {
  readonly keychain: SecretStore;
  readonly kind: 'system' | 'this-session';
  readonly why: null | 'no-service' | 'locked' | 'failed';
}

/** Long enough to type a password into the system's question. */
const patienceMs = 30_000;

/**
 * Opens the system's keychain where it proves to work, and else one in memory. Nothing is ever written in the clear. Never rejects.
 * @param options service: our name in the system's list, `Homing`. timeoutMs: how long any call may take, now and later: 30 seconds
 */
export async function openKeychain(
  options: { readonly service?: string; readonly timeoutMs?: number } = {},
): Promise<OpenedKeychain> {
  const { service = 'Homing', timeoutMs = patienceMs } = options;
  try {
    return { keychain: await openOsKeychain(service, timeoutMs), kind: 'system', why: null };
  } catch (error) {
    return { keychain: createSessionKeychain(), kind: 'this-session', why: reasonOf(error) };
  }
}

/** keytar hands on nothing but the system's words, so Linux is told by the names in them. */
function reasonOf(error: unknown): 'no-service' | 'locked' | 'failed' {
  if (error instanceof NoAnswerError) return 'locked';
  if (error instanceof NoBindingError) return 'no-service';
  const words = error instanceof Error ? error.message : '';
  if (/\b(?:is ?locked|locked collection|prompt)\b/iu.test(words)) return 'locked';
  if (/org\.freedesktop\.secrets|d-?bus|could not connect|transport/iu.test(words)) return 'no-service';
  return 'failed';
}
