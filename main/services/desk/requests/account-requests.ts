import { lookUpAddress } from '../../directory/look-up-address.ts';
import { isSameAccount } from '../desk-parts.ts';
import type { Desk } from '../desk.ts';
import type { RequestParts } from './request-parts.ts';

/** Finding servers, signing in, forgetting passwords. */
export function accountRequests({
  parts,
  find,
  secrets,
  tellNow,
}: RequestParts): Pick<Desk, 'lookUpAddress' | 'signIn' | 'cancelSignIn' | 'forgetPasswords'> {
  return {
    lookUpAddress: ({ typed, side }) => lookUpAddress(parts.directory, typed, side),
    async signIn(request) {
      const { kept, signIns, checking, runner } = find(request.move);
      const before = kept.record()[request.side];
      const problem = await signIns.run(request);
      if (problem) return { problem };
      const account = kept.record()[request.side];
      if (account) secrets.add(account.item);
      if (!before || !account || !isSameAccount(before.address, account.address)) checking.forget();
      // The move waited for this.
      if (runner.phase.phase === 'needs-you') runner.start(kept.record().job);
      tellNow(request.move);
      return { problem: null };
    },
    cancelSignIn: ({ move }) => find(move).signIns.cancel(),
    async forgetPasswords({ move }) {
      const { source, destination } = find(move).kept.record();
      for (const account of [source, destination]) {
        if (!account) continue;
        await parts.keychain.keychain.delete(account.item);
        secrets.delete(account.item);
      }
      tellNow(move);
    },
  };
}
