import type * as Keytar from 'keytar';
import { checkItem, checkSecret } from './check-values.ts';
import { createItemIndex } from './item-index.ts';
import type { SecretStore } from './secret-store.ts';
import { takeTurns } from './take-turns.ts';

/** What is used of keytar; see createItemIndex() for what is not. */
type Binding = Pick<typeof Keytar, 'getPassword' | 'setPassword' | 'deletePassword'>;

/** There is nothing to speak to a keychain with: the native module or, on Linux, libsecret is missing. */
export class NoBindingError extends Error {
  override readonly name = 'NoBindingError';
}

/**
 * Opens the keychain of the system: Credential Manager, Keychain, or whatever speaks the Secret Service.
 * @param service the name under which the system lists our items
 * @param timeoutMs how long any call may take; a locked keychain asks the person, who may be away
 * @throws NoBindingError, NoAnswerError, or what the system said, when it does not take, give back and forget a random text
 */
export async function openOsKeychain(service: string, timeoutMs: number): Promise<SecretStore> {
  const keytar = await loadKeytar();
  const inTurn = takeTurns(timeoutMs);
  const items = plainItems(keytar, service);
  await inTurn(items.prove);
  const index = createItemIndex(items);
  return {
    async read(item) {
      checkItem(item);
      return inTurn(async () => items.read(item));
    },
    async write(item, secret) {
      checkItem(item);
      checkSecret(secret);
      await inTurn(async () => {
        // The name first: a secret that is not listed would never be forgotten.
        await index.add(item);
        await items.write(item, secret);
      });
    },
    async delete(item) {
      checkItem(item);
      await inTurn(async () => {
        await items.delete(item);
        await index.remove(item);
      });
    },
    async items() {
      return inTurn(index.all);
    },
  };
}

/** Only now, so that the app starts where the native module cannot be loaded. */
async function loadKeytar(): Promise<Binding> {
  try {
    // CommonJS: its names are on the default export only.
    const module = await import('keytar');
    return module.default;
  } catch (cause) {
    throw new NoBindingError('The native module for the keychain could not be loaded.', { cause });
  }
}

/** keytar's calls, made honest. */
function plainItems(keytar: Binding, service: string) {
  const write = async (item: string, secret: string): Promise<void> => {
    checkSecret(secret);
    await keytar.setPassword(service, item, secret);
  };

  /** Writes, reads and deletes a random text, which a keychain that is locked or out of order does not let us do. */
  const prove = async (): Promise<void> => {
    const item = `check.${crypto.randomUUID()}`;
    const secret = crypto.randomUUID();
    await keytar.setPassword(service, item, secret);
    const found = await keytar.getPassword(service, item);
    const isDeleted = await keytar.deletePassword(service, item);
    if (found !== secret || !isDeleted) throw new Error('The keychain does not give back what it was given.');
  };

  return {
    prove,
    write,
    // A locked keyring answers "no such item" too, so that answer counts only from one that is open.
    async read(item: string): Promise<string | null> {
      const secret = await keytar.getPassword(service, item);
      if (secret !== null) return secret;
      await prove();
      return keytar.getPassword(service, item);
    },
    async delete(item: string): Promise<void> {
      if (await keytar.deletePassword(service, item)) return;
      await prove();
      await keytar.deletePassword(service, item);
    },
  };
}
