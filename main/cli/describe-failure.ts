import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import type { AccountAddress } from '../../shared/model/account.ts';
import type { MessageProblem, Side } from '../../shared/model/problem.ts';
import { JournalError } from '../engine/journal-error.ts';
import { MailError } from '../engine/mail-error.ts';
import { certificateLines, type CertificateTrouble } from '../terminal/describe-certificate.ts';
import { describeProblem, isMailErrorKind, problemLines } from '../terminal/describe-problem.ts';
import { DestinationInUse } from '../services/hold-destination.ts';
import { OauthError } from '../../shared/oauth-error.ts';
import { CliError } from './cli-error.ts';
import { describeOauthError } from './describe-oauth-error.ts';
import { describeJournalError } from './describe-journal-error.ts';
import { exitCode, exitCodeOfProblem } from './exit-code.ts';
import { mayHaveGrant } from './kept-grant.ts';
import type { Failure } from './reporter.ts';
import type { Ends } from './settings.ts';

/** Whether a server may be the person's own, so that its certificate can be trusted by hand. */
export type MayBeOwn = (address: AccountAddress) => boolean;

const nobodys: MayBeOwn = () => false;

/** A server's problem that ended a command. */
export function describeServerProblem(
  problem: MessageProblem,
  side: Side | null,
  ends: Ends | null,
  mayBeOwn: MayBeOwn = nobodys,
): Failure {
  const address = side === 'source' ? ends?.from : side === 'destination' ? ends?.to : undefined;
  const host = address?.host ?? null;
  // Ours, of a grant that has ended; a server's own EXPIRED is about a token or a password, and goes the same way.
  if (problem.kind === 'sign-in-refused' && problem.code === 'EXPIRED' && address && mayHaveGrant(address))
    return { ...describeCliError(endedGrant(address, side), problem.kind), side, serverText: problem.serverText };
  if (problem.certificate && address && side)
    return describeCertificate(problem, { presented: problem.certificate, address, side, mayBeOwn: mayBeOwn(address) });
  const kind = isMailErrorKind(problem.kind) ? problem.kind : 'refused';
  const { serverText, code = null } = problem;
  const text = describeProblem({ kind, serverText, code, side, host, user: address?.user ?? null });
  return {
    kind,
    side,
    serverText: text.serverText,
    lines: problemLines(text, host),
    exitCode: exitCodeOfProblem(kind),
  };
}

/** The server's certificate was refused. */
function describeCertificate(
  { kind, code, serverText }: MessageProblem,
  of: Omit<CertificateTrouble, 'code'>,
): Failure {
  const lines = certificateLines({ ...of, code: code ?? null });
  return { kind, side: of.side, serverText, certificate: of.presented, lines, exitCode: exitCodeOfProblem(kind) };
}

function endedGrant({ host }: AccountAddress, side: Side | null): CliError {
  return new CliError(
    `The sign-in at ${sanitizeDisplay(host)} has ended. No mail is lost; everything copied so far is safe.`,
    `Sign in again with homing sign-in ${side === 'destination' ? '--to' : '--from'} URL, then run the same command.`,
    exitCode.signInRefused,
  );
}

function describeInUse({ account: { user, host } }: DestinationInUse): CliError {
  return new CliError(
    `Another Homing on this computer, a window or a command, is copying into the mailbox of ${sanitizeDisplay(user)} at ${sanitizeDisplay(host)} at this moment. Both at once could bring messages twice. Nothing was done.`,
    'Wait until it has ended, or stop it there; then run the same command again.',
  );
}

function describeCliError(error: CliError, kind: string): Failure {
  return { kind, side: null, serverText: null, lines: [error.message, error.next], exitCode: error.exitCode };
}

/** Whatever was thrown, in words and with its exit code. */
export function describeFailure(error: unknown, ends: Ends | null, mayBeOwn: MayBeOwn = nobodys): Failure {
  if (error instanceof CliError) return describeCliError(error, 'usage');
  if (error instanceof DestinationInUse)
    return { ...describeCliError(describeInUse(error), 'destination-in-use'), side: 'destination' };
  if (error instanceof OauthError) return describeCliError(describeOauthError(error), 'sign-in');
  if (error instanceof JournalError) return describeCliError(describeJournalError(error), 'journal');
  if (error instanceof MailError) {
    const { kind, serverText, code, side, certificate } = error.facts;
    const problem = {
      kind,
      serverText: serverText ?? null,
      ...(code === undefined ? {} : { code }),
      ...(certificate === undefined ? {} : { certificate }),
    };
    return describeServerProblem(problem, side ?? null, ends, mayBeOwn);
  }
  if (error instanceof DOMException && error.name === 'AbortError')
    return describeCliError(
      new CliError('Stopped. Everything so far is safe.', 'Run the same command again to go on.', exitCode.stopped),
      'stopped',
    );
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    kind: 'unexpected',
    side: null,
    serverText: null,
    lines: [
      `Something happened in Homing that we did not expect (${sanitizeDisplay(what, 300)}).`,
      'No mail is lost; everything copied so far is safe.',
      'Run the same command again to go on. If it happens again, please report it.',
    ],
    exitCode: exitCode.unexpected,
  };
}
