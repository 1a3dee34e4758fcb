import { isPlea } from '../engine/asks-for-rest.ts';
import { MailError } from '../engine/mail-error.ts';

/**
 * Lets one connection of an account go first while no other is there to prove that the secret is good. When a password was changed, and all
 * connections are lost at once, each of them would try the old one: as many wrong tries as lock an account.
 */
export class SignInTurns<Connection extends { readonly isOpen: boolean }> {
  readonly #signedIn = new Set<Connection>();
  #first: Promise<Connection> | null = null;

  /** Signs in, as soon as it is its turn. A refusal is one for all who waited for it. */
  async take(signIn: () => Promise<Connection>, signal: AbortSignal): Promise<Connection> {
    while (this.#first && !this.#isProven()) {
      await this.#first.catch(rethrowRefusal);
      signal.throwIfAborted();
    }
    if (this.#isProven()) return this.#note(await signIn());
    const mine = signIn();
    this.#first = mine;
    try {
      return this.#note(await mine);
    } finally {
      this.#first = null;
    }
  }

  #isProven(): boolean {
    for (const connection of this.#signedIn) if (!connection.isOpen) this.#signedIn.delete(connection);
    return this.#signedIn.size > 0;
  }

  #note(connection: Connection): Connection {
    this.#signedIn.add(connection);
    return connection;
  }
}

/** Of a wrong password, and of a server that wants to be left alone: to ask once more would do harm. */
function rethrowRefusal(error: unknown): void {
  if (isPlea(error) || (error instanceof MailError && error.facts.kind === 'sign-in-refused')) throw error;
}
