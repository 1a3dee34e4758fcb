import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { z } from '../../shared/ipc/zod-without-eval.ts';

/** Octets of an Ed25519 signature (RFC 8032). */
const signatureLength = 64;
/** This key and the next, while one takes the other's place. */
const mostKeys = 2;

/** Longer is none of ours. */
export const longestSignature = signatureLength * mostKeys;

const keyFile = z.strictObject({ keys: z.array(z.string().max(200)).max(mostKeys) });

/**
 * Reads the public keys that came with this build: SubjectPublicKeyInfo in base64, which is what stands between the first and the last
 * line of a PEM. Throws for anything else, also for keys that are not Ed25519.
 */
export function readKeys(json: string): readonly KeyObject[] {
  return keyFile.parse(JSON.parse(json)).keys.map((base64) => {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('a key for releases must be Ed25519');
    return key;
  });
}

/**
 * Whether one of the signatures is of one of the keys over exactly this text.
 * @param signatures one after the other, 64 octets each: two while one key takes the other's place
 */
export function isSigned(text: string, signatures: Uint8Array, keys: readonly KeyObject[]): boolean {
  const { length } = signatures;
  if (length === 0 || length > longestSignature || length % signatureLength !== 0) return false;
  const message = Buffer.from(text, 'utf8');
  return keys.some((key) => {
    for (let from = 0; from < length; from += signatureLength) {
      if (verify(null, message, key, signatures.subarray(from, from + signatureLength))) return true;
    }
    return false;
  });
}
