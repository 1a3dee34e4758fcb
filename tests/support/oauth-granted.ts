import { signInWithBrowser } from '../../main/oauth/browser-sign-in.ts';
import type { OauthTokens } from '../../shared/model/oauth.ts';
import { fetchTrusting, OauthPerson } from './oauth-person.ts';
import type { OauthServer } from './oauth-server.ts';

/** What a person who agrees gives an app. */
export function grantedTokens(server: OauthServer, user = 'mover@example.org'): Promise<OauthTokens> {
  return signInWithBrowser({
    client: server.client,
    openBrowser: async (url) => {
      await new OauthPerson(server.caPem).answer(url, 'Allow');
    },
    loginHint: user,
    signal: new AbortController().signal,
    fetch: fetchTrusting(server.caPem),
  });
}
