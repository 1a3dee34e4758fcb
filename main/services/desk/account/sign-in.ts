import type { SignInRequest, SignInStage } from '../../../../shared/ipc/account-view.ts';
import type { ProblemView } from '../../../../shared/ipc/problem-view.ts';
import type { AccountFacts } from '../../../../shared/model/mailbox.ts';
import type { Protection } from '../../../../shared/model/protection.ts';
import { MailError } from '../../../engine/mail-error.ts';
import type { MailAccount, MailSession } from '../../../engine/ports.ts';
import type { AccountAccess } from '../../move-service.ts';
import { isSameAccount, type DeskParts } from '../desk-parts.ts';
import type { KeptMove } from '../kept-move.ts';
import type { AccountRecord } from '../move-record.ts';
import { accountProblem, plainProblem } from '../problem.ts';
import { furthest } from '../steps.ts';
import { describeFacts } from './describe-facts.ts';
import type { RefusalCount } from './refusal-count.ts';

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

/** Signs in and, if that works, remembers account and secret. @returns why not, or null */
export async function signIn(parts: SignInParts, request: SignInRequest): Promise<ProblemView | null> {
  const { desk, kept, refusals } = parts;
  const before = kept.record()[request.side];
  const account = { address: request.address, provider: request.provider };
  const told = (facts: Parameters<typeof accountProblem>[0]): ProblemView => ({
    ...accountProblem(facts, account),
    side: request.side,
  });
  if (refusals.isTooMany(request.address, desk.clock.now())) {
    return { ...told({ kind: 'sign-in-refused' }), refusal: 'too-many-tries' };
  }
  const secret = request.secret ?? (before && (await desk.keychain.keychain.read(before.item)));
  if (!secret) return plainProblem('password-missing', request.side);
  try {
    parts.onStage('looking');
    const access = accessFor(request, secret, parts);
    const found = await visit(desk[request.side](access), parts.signal);
    refusals.forget(request.address);
    await remember(parts, request, secret, found);
    parts.onStage('done');
    return null;
  } catch (error) {
    parts.signal.throwIfAborted();
    if (!(error instanceof MailError)) throw error;
    if (error.facts.kind === 'sign-in-refused') refusals.note(request.address, desk.clock.now());
    return told(error.facts);
  }
}

function accessFor(request: SignInRequest, secret: string, { onStage }: SignInParts): AccountAccess {
  const password = { kind: 'password', value: secret } as const;
  return { address: request.address, secret: () => Promise.resolve(password), extraCa: null, onStage };
}

async function remember(
  { desk, kept }: SignInParts,
  request: SignInRequest,
  secret: string,
  { facts, protection }: Visit,
): Promise<void> {
  const { side, typed, address, settingSource, provider } = request;
  const record = kept.record();
  const before = record[side];
  const item = before?.item ?? desk.randomId();
  await desk.keychain.keychain.write(item, secret);
  const isOther = before !== null && !isSameAccount(before.address, address);
  const account: AccountRecord = {
    item,
    typed,
    address,
    settingSource,
    provider,
    signedIn: true,
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
