import type { Secret } from '../../shared/model/account.ts';
import { createDependencies, type Dependencies } from '../dependencies.ts';
import type { AccountAccess, MoveControl, MoveRequest, MoveService } from '../services/move-service.ts';
import { limitsOf } from '../services/provider-limits.ts';
import { trackProgress } from '../services/progress-tracker.ts';
import { chooseReporter, titleOf } from './choose-reporter.ts';
import { describeFailure, type MayBeOwn } from './describe-failure.ts';
import { tellFailure } from './tell-failure.ts';
import type { ExitCode } from './exit-code.ts';
import type { Invocation } from './invocation.ts';
import { mayBeOwn, readPins } from './pins.ts';
import type { Reporter } from './reporter.ts';
import { findAccess } from './find-access.ts';
import { readAuthority, readEnds, readSettings, type Ends } from './settings.ts';
import { listenForStop } from './stop-signals.ts';

/** A command that signs in to both accounts, ready to begin. */
export interface MoveSession {
  readonly ends: Ends;
  readonly moves: MoveService;
  readonly request: MoveRequest;
  readonly control: MoveControl;
  readonly reporter: Reporter;
  /** Whether a server may be the person's own. */
  readonly isOwn: MayBeOwn;
}

/** A kept grant is asked for tokens, and hears whether they were taken. */
function authOf(access: AccountAccess, taken: Secret | null): 'password' | 'oauth' {
  return access.judged || taken?.kind === 'token' ? 'oauth' : 'password';
}

async function readRequest(invocation: Invocation, ends: Ends, dependencies: Dependencies): Promise<MoveRequest> {
  const { options, secrets } = invocation;
  const settings = readSettings(options);
  const extraCa = await readAuthority(options.ca);
  const directory = dependencies.directory();
  const pins = readPins(options.pin ?? [], ends, directory);
  const shared = { extraCa, dependencies };
  const from = withPin(await findAccess('FROM', ends.from, { ...shared, taken: secrets.FROM }), pins.FROM);
  const to = withPin(await findAccess('TO', ends.to, { ...shared, taken: secrets.TO }), pins.TO);
  const limits = {
    source: limitsOf(directory.byServer(ends.from.host), 'source', authOf(from, secrets.FROM)),
    destination: limitsOf(directory.byServer(ends.to.host), 'destination', authOf(to, secrets.TO)),
  };
  return { from, to, settings: { ...settings, limits } };
}

function withPin(access: AccountAccess, pin: string | undefined): AccountAccess {
  return pin === undefined ? access : { ...access, pin };
}

/**
 * Runs `work` with both accounts at hand. What the person can stop is stopped, what goes wrong is told, and the terminal is
 * given back.
 * @param prepare opens what `work` needs (and checks it) before a password is asked for
 */
export async function withMoveSession<Prepared extends Disposable>(
  invocation: Invocation,
  prepare: (dependencies: Dependencies, ends: Ends) => Prepared,
  work: (session: MoveSession, prepared: Prepared) => Promise<ExitCode>,
): Promise<ExitCode> {
  const ends = readEnds(invocation.options);
  const dependencies = createDependencies();
  using prepared = prepare(dependencies, ends);
  const request = await readRequest(invocation, ends, dependencies);
  const tracker = trackProgress(dependencies.clock);
  const reporter = chooseReporter(tracker, invocation.options.json ?? false, titleOf(ends.from, ends.to));
  const stop = listenForStop(reporter.stopping, reporter.close);
  const isOwn: MayBeOwn = (address) => mayBeOwn(address, dependencies.directory());
  const control: MoveControl = { signal: stop.signal, onEvent: reporter.event };
  try {
    return await work({ ends, moves: dependencies.moves, request, control, reporter, isOwn }, prepared);
  } catch (error) {
    return tellFailure(describeFailure(error, ends, isOwn), reporter);
  } finally {
    stop.dispose();
    reporter.close();
  }
}
