import type { Output } from '../../../../shared/ipc/contract.ts';
import type { OauthClient, OauthRegistration } from '../../../../shared/model/oauth.ts';
import { OauthError } from '../../../../shared/oauth-error.ts';
import {
  accountsOf,
  clientOf,
  oauthProviderOf,
  oauthProviders,
  type OauthProvider,
  type Registrations,
} from '../../tokens/known-clients.ts';
import type { AccountRecord } from '../move-record.ts';

/** What is registered with providers: by who built this app, or by the person. */
export interface OauthClients {
  /** @throws OauthError `not-configured` when nobody registered anything, or the provider has no OAuth 2.0 we know */
  clientOf(account: Pick<AccountRecord, 'provider' | 'address'>): OauthClient;
  list(): Output<'oauthClients'>;
  /** The person's own goes before what was built in; null takes it away. */
  save(provider: OauthProvider, registration: OauthRegistration | null): void;
}

/** Where the person's own registrations are kept. They are no secrets: see OauthClient. */
export interface RegistrationBook {
  registrations(): Registrations;
  saveRegistrations(registrations: Registrations): void;
}

/** @param find replaces what is known of providers, for servers of one's own */
export function createOauthClients(
  builtIn: Registrations,
  book: RegistrationBook,
  find?: (account: Pick<AccountRecord, 'provider' | 'address'>) => OauthClient | null,
): OauthClients {
  return {
    clientOf(account) {
      const given = find?.(account);
      if (given) return given;
      const provider = oauthProviderOf(account.provider, account.address.host);
      const registration = provider && (book.registrations()[provider] ?? builtIn[provider]);
      if (!provider || !registration) throw new OauthError('not-configured');
      return clientOf(provider, registration);
    },
    list() {
      const own = book.registrations();
      return oauthProviders.map((provider) => ({
        provider,
        accounts: [...accountsOf(provider)],
        configured: own[provider] ? 'own' : builtIn[provider] ? 'built-in' : 'no',
      }));
    },
    save(provider, registration) {
      const { [provider]: _before, ...others } = book.registrations();
      book.saveRegistrations(registration === null ? others : { ...others, [provider]: registration });
    },
  };
}
