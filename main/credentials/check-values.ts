/** A generous UUID. No dot: names with dots are this folder's own. */
const itemName = /^[A-Za-z0-9-]{8,64}$/u;
/** Windows' Credential Manager holds 2,560 bytes (CRED_MAX_CREDENTIAL_BLOB_SIZE); what fits there fits everywhere. */
const longestSecret = 2_500;

/** @throws RangeError for a name that could say whose secret it is; the message does not repeat it */
export function checkItem(item: string): void {
  if (!itemName.test(item)) throw new RangeError('A keychain item is named by 8 to 64 letters, digits and hyphens.');
}

/** @throws RangeError for what not every keychain gives back as it was written; the message does not repeat it */
export function checkSecret(secret: string): void {
  if (secret === '') throw new RangeError('An empty secret cannot be kept.');
  // Linux hands it on as a C string, and all bindings as UTF-8.
  if (secret.includes('\0') || !secret.isWellFormed()) throw new RangeError('A secret must be text, without NUL.');
  if (new TextEncoder().encode(secret).byteLength > longestSecret) {
    throw new RangeError(`A secret of more than ${String(longestSecret)} bytes cannot be kept.`);
  }
}
