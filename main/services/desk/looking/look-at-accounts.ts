import type { Side } from '../../../../shared/model/problem.ts';
import { recentDays } from '../../../../shared/ipc/estimate-view.ts';
import { buildPlan } from '../../../engine/plan/build-plan.ts';
import type { DestinationSession, MailSession, SourceSession } from '../../../engine/ports.ts';
import { accountAccess } from '../account/account-access.ts';
import type { AccountLook, Look, PartialLook } from '../checks/look.ts';
import { visitPolitely } from '../account/visit-politely.ts';
import type { DeskParts } from '../desk-parts.ts';
import { planOptions } from '../folders/plan-options.ts';
import type { KeptMove } from '../kept-move.ts';
import { recentSince } from '../../recent-since.ts';
import { countRecent } from './count-recent.ts';
import { knownNames } from './known-names.ts';
import { knownMessageLimit } from './known-message-limit.ts';
import { listTooBig } from './list-too-big.ts';

/** A look that came to nothing: why, and what was found before. */
export class LookFailed extends Error {
  readonly reached: PartialLook;

  constructor(cause: unknown, reached: PartialLook) {
    super('a look at the accounts failed', { cause });
    this.name = 'LookFailed';
    this.reached = reached;
  }
}

interface Visited<Session extends MailSession> {
  readonly session: Session;
  readonly look: AccountLook;
}

/** What both accounts look like now. Reads only. Rejects with LookFailed, or with the signal's reason. */
export async function lookAtAccounts(
  desk: DeskParts,
  kept: KeptMove,
  signal: AbortSignal,
): Promise<Omit<Look, 'plan' | 'independence'>> {
  const open: MailSession[] = [];
  const abort = (): void => open.forEach((session) => session.destroy());
  signal.addEventListener('abort', abort, { once: true });
  try {
    const [source, destination] = await Promise.allSettled([
      lookInto<SourceSession>({ desk, kept, signal, open }, 'source'),
      lookInto<DestinationSession>({ desk, kept, signal, open }, 'destination'),
    ]);
    const reached = { source: lookOf(source), destination: lookOf(destination) };
    if (source.status === 'rejected') throw new LookFailed(source.reason, reached);
    if (destination.status === 'rejected') throw new LookFailed(destination.reason, reached);
    const facts = { source: source.value.look, destination: destination.value.look };
    const options = planOptions(kept.record().choices);
    const plan = buildPlan(facts.source.facts, facts.destination.facts, options, knownNames(kept));
    const { session } = source.value;
    const knownLimit = knownMessageLimit(facts.destination, desk.directory);
    const limit = plan.appendLimit ?? knownLimit?.bytes ?? null;
    const tooBig = limit === null ? null : await listTooBig(session, plan.pairs, limit, signal);
    const { clock } = desk;
    const recent = await countRecent(session, plan, { since: recentSince(clock.now(), recentDays), clock, signal });
    return { ...facts, knownLimit, tooBig, recent };
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof LookFailed ? error : new LookFailed(error, { source: null, destination: null });
  } finally {
    signal.removeEventListener('abort', abort);
    await Promise.all(open.map((session) => session.close()));
  }
}

function lookOf(visited: PromiseSettledResult<Visited<MailSession>>): AccountLook | null {
  return visited.status === 'fulfilled' ? visited.value.look : null;
}

interface Visiting {
  readonly desk: DeskParts;
  readonly kept: KeptMove;
  readonly signal: AbortSignal;
  readonly open: MailSession[];
}

/** An account that is no account yet is told as such. */
async function lookInto<Session extends MailSession>(visiting: Visiting, side: Side): Promise<Visited<Session>> {
  const { desk, kept } = visiting;
  const account = kept.record()[side];
  const visit = (): Promise<Visited<Session>> => visitSide(visiting, side);
  return account ? visitPolitely(desk, { address: account.address, side }, visit) : visit();
}

async function visitSide<Session extends MailSession>(
  { desk, kept, signal, open }: Visiting,
  side: Side,
): Promise<Visited<Session>> {
  const record = kept.record();
  const access = await accountAccess(record, side, desk);
  // The side decides which kind of session it is.
  const session = (await desk[side](access).connect(signal)) as Session;
  open.push(session);
  const facts = await session.inspect();
  const look = {
    address: access.address,
    provider: record[side]?.provider ?? null,
    facts,
    protection: session.protection(),
    pingMs: await session.ping(),
  };
  return { session, look };
}
