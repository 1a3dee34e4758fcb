import { accountKey, type AccountAddress } from '../../../shared/model/account.ts';
import type { AccountLedger } from '../../engine/account-ledger.ts';
import type { Clock, MailAccount, MailSession } from '../../engine/ports.ts';

/** Where traffic is entered. */
export interface CountParts {
  readonly ledger: AccountLedger;
  readonly clock: Pick<Clock, 'now'>;
  /** Told when it could not be entered: no reason to fail for whoever uses the session. */
  onFault(error: unknown): void;
}

/**
 * The account, with what its sessions read and send entered when they end: looks, samples and rehearsals count at the provider as copying does.
 */
export function countTraffic<Session extends MailSession>(
  account: MailAccount<Session>,
  address: AccountAddress,
  parts: CountParts,
): MailAccount<Session> {
  return {
    async connect(signal) {
      const session = await account.connect(signal);
      let isCounted = false;
      const count = (): void => {
        if (isCounted) return;
        isCounted = true;
        enter(session, accountKey(address), parts);
      };
      const close = session.close.bind(session);
      const destroy = session.destroy.bind(session);
      session.close = async () => {
        await close();
        count();
      };
      session.destroy = () => {
        destroy();
        count();
      };
      return session;
    },
  };
}

function enter(session: MailSession, account: string, { ledger, clock, onFault }: CountParts): void {
  const { received, sent } = session.traffic();
  const at = Math.round(clock.now());
  try {
    ledger.addTraffic([
      { account, direction: 'down', bytes: received, at },
      { account, direction: 'up', bytes: sent, at },
    ]);
  } catch (error) {
    onFault(error);
  }
}
