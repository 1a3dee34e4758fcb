import { discoverAddress } from '../../directory/discover-address.ts';
import { lookUpAddress } from '../../directory/look-up-address.ts';
import type { ProblemView } from '../../../../shared/ipc/problem-view.ts';
import { isSameAccount } from '../../../../shared/model/account.ts';
import type { Side } from '../../../../shared/model/problem.ts';
import { trustCertificate } from '../account/trust-certificate.ts';
import type { SignIns } from '../account/sign-ins.ts';
import type { Desk } from '../desk.ts';
import type { RequestParts } from './request-parts.ts';

type AccountRequest =
  | 'lookUpAddress'
  | 'discoverAddress'
  | 'signIn'
  | 'browserSignIn'
  | 'cancelSignIn'
  | 'trustCertificate'
  | 'forgetPasswords'
  | 'oauthClients'
  | 'saveOauthClient';

/** Finding servers, signing in, forgetting passwords. */
export function accountRequests({
  parts,
  find,
  secrets,
  tellNow,
  forgetSecret,
}: RequestParts): Pick<Desk, AccountRequest> {
  /** Runs a sign-in, and goes on with what waited for it. */
  const signIn = async (
    { move, side }: { readonly move: string; readonly side: Side },
    run: (signIns: SignIns) => Promise<ProblemView | null>,
  ): Promise<{ problem: ProblemView | null }> => {
    const { kept, signIns, checking, runner } = find(move);
    const before = kept.record()[side];
    const problem = await run(signIns);
    if (problem) return { problem };
    const account = kept.record()[side];
    if (account) secrets.add(account.item);
    if (!before || !account || !isSameAccount(before.address, account.address)) checking.forget();
    // The move waited for this.
    if (runner.phase.phase === 'needs-you') runner.start(kept.record().job);
    tellNow(move);
    return { problem: null };
  };
  const searches = new Map<Side, AbortController>();
  return {
    lookUpAddress: ({ typed, side }) => lookUpAddress(parts.directory, typed, side),
    discoverAddress(asked) {
      const search = new AbortController();
      // Nobody waits for the one before: the address was changed since.
      searches.get(asked.side)?.abort();
      searches.set(asked.side, search);
      return discoverAddress(asked, { ...parts, signal: search.signal });
    },
    signIn: (request) => signIn(request, (signIns) => signIns.run(request)),
    browserSignIn: (request) => signIn(request, (signIns) => signIns.runInBrowser(request)),
    cancelSignIn: ({ move }) => find(move).signIns.cancel(),
    trustCertificate: ({ move, ...asked }) => ({ trusted: trustCertificate(find(move), asked, parts) }),
    async forgetPasswords({ move }) {
      const { source, destination } = find(move).kept.record();
      for (const account of [source, destination]) {
        if (!account) continue;
        await forgetSecret(account);
        secrets.delete(account.item);
      }
      tellNow(move);
    },
    oauthClients: () => parts.clients.list(),
    saveOauthClient({ provider, clientId, clientSecret }) {
      const registration = clientId === null ? null : { clientId, ...(clientSecret === null ? {} : { clientSecret }) };
      parts.clients.save(provider, registration);
    },
  };
}
