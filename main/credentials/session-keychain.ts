import { checkItem, checkSecret } from './check-values.ts';
import type { SecretStore } from './secret-store.ts';

/** Keeps secrets in this process's memory and nowhere else: gone when it ends. */
export function createSessionKeychain(): SecretStore {
  const secrets = new Map<string, string>();
  return {
    async read(item) {
      checkItem(item);
      return secrets.get(item) ?? null;
    },
    async write(item, secret) {
      checkItem(item);
      checkSecret(secret);
      secrets.set(item, secret);
    },
    async delete(item) {
      checkItem(item);
      secrets.delete(item);
    },
    async items() {
      return [...secrets.keys()];
    },
  };
}
