import type { BrowserSignInRequest, SignInStage } from '../../../../shared/ipc/account-view.ts';
import type { ProblemView } from '../../../../shared/ipc/problem-view.ts';
import { isSameAccount } from '../../../../shared/model/account.ts';
import type { AccountFacts } from '../../../../shared/model/mailbox.ts';
import type { Protection } from '../../../../shared/model/protection.ts';
import { MailError } from '../../../engine/mail-error.ts';
import type { MailAccount, MailSession } from '../../../engine/ports.ts';
import type { DeskParts } from '../desk-parts.ts';
import type { KeptMove } from '../kept-move.ts';
import type { AccountRecord } from '../move-record.ts';
import { accountProblem, oauthProblem, plainProblem } from '../problem.ts';
import { furthest } from '../steps.ts';
import { OauthError } from '../../../../shared/oauth-error.ts';
import { pinAt, SecretMissing } from './account-access.ts';
import { pinOf } from './compare-certificates.ts';
import { describeFacts } from './describe-facts.ts';
import type { Means } from './means.ts';
import { ownershipOf } from './own-server.ts';
import type { RefusalCount } from './refusal-count.ts';
import { visitPolitely } from './visit-politely.ts';

/** What a look into an account right after signing in found. */
export interface Visit {
  readonly facts: AccountFacts;
  readonly protection: Protection | null;
  /** Round trip in milliseconds. */
  readonly pingMs: number;
}

/** Connects, signs in, looks around and leaves. Rejects with a MailError, or with the signal's reason. */
export async function visit(account: MailAccount<MailSession>, signal: AbortSignal): Promise<Visit> {
  const session = await account.connect(signal);
  const abort = (): void => session.destroy();
  signal.addEventListener('abort', abort, { once: true });
  try {
    const facts = await session.inspect();
    return { facts, protection: session.protection(), pingMs: await session.ping() };
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
    await session.close();
  }
}

/** One sign-in of one move. */
export interface SignInParts {
  readonly desk: DeskParts;
  readonly kept: KeptMove;
  readonly refusals: RefusalCount;
  readonly signal: AbortSignal;
  onStage(stage: SignInStage): void;
}

/**
 * Signs in and, if that works, remembers account and secret. @returns why not, or null
 * @param prove asked for what to sign in with, once it is sure that we may try
 */
export async function signIn(
  parts: SignInParts,
  request: BrowserSignInRequest,
  prove: () => Promise<Means>,
): Promise<ProblemView | null> {
  const { desk, kept, refusals, onStage } = parts;
  const { address, provider, side } = request;
  if (refusals.isTooMany(address, desk.clock.now())) {
    const refused = accountProblem({ kind: 'sign-in-refused' }, { address, provider });
    return { ...refused, side, refusal: 'too-many-tries' };
  }
  let auth: Means['auth'] = 'password';
  try {
    const means = await prove();
    ({ auth } = means);
    onStage('looking');
    const access = { address, ...means.access, extraCa: null, onStage, ...pinAt(kept.record(), address) };
    const found = await visitPolitely(desk, { address, side }, () => visit(desk[side](access), parts.signal));
    refusals.forget(address);
    await remember(parts, request, means, found);
    onStage('done');
    return null;
  } catch (error) {
    parts.signal.throwIfAborted();
    if (error instanceof SecretMissing)
      return plainProblem(error.why === 'missing' ? 'password-missing' : 'keychain-unavailable', side);
    if (error instanceof OauthError) return { ...oauthProblem(error, { address, provider }), side };
    if (!(error instanceof MailError)) throw error;
    if (error.facts.kind === 'sign-in-refused' && error.facts.when === 'never')
      refusals.note(address, desk.clock.now());
    const owned = ownershipOf(request, desk.directory);
    const pin = pinOf(kept.record(), address);
    return { ...accountProblem(error.facts, { address, provider, auth, owned, pin }), side };
  }
}

async function remember(
  { desk, kept }: SignInParts,
  request: BrowserSignInRequest,
  { auth, keep }: Means,
  { facts, protection }: Visit,
): Promise<void> {
  const { side, typed, address, settingSource, provider } = request;
  const record = kept.record();
  const before = record[side];
  const item = before?.item ?? desk.randomId();
  await keep(item);
  const isOther = before !== null && !isSameAccount(before.address, address);
  const account: AccountRecord = {
    item,
    typed,
    address,
    settingSource,
    provider,
    signedIn: true,
    auth,
    isOwnServer: ownershipOf(request, desk.directory) === 'yes',
    protection,
    facts: describeFacts(facts, desk.clock.now()),
  };
  kept.change({
    [side]: account,
    reached: furthest(record.reached, side === 'source' ? 'new-mailbox' : 'checks'),
    // What was understood and chosen was about another account.
    ...(isOther ? { acknowledged: [], rehearsal: null, choices: { ...record.choices, decisions: {} } } : {}),
  });
}
