import type { Side } from '../../../../shared/model/problem.ts';
import type { DeskParts } from '../desk-parts.ts';
import type { LiveMove } from '../view/move-view.ts';
import { withoutPin, withPin } from './compare-certificates.ts';
import { isNobodys } from './own-server.ts';

/**
 * Trusts a certificate by hand, at the server that showed it. Only one that this process told the person of, and never at a server of
 * somebody known. One that is good by itself takes the place of an earlier one without being pinned: it will be renewed.
 * @returns whether it is trusted now
 */
export function trustCertificate(
  { kept, ...move }: LiveMove,
  asked: { readonly side: Side; readonly sha256: string },
  { directory, clock }: Pick<DeskParts, 'directory' | 'clock'>,
): boolean {
  const problem = problemsOf(move).find(
    ({ side, certificates }) => side === asked.side && certificates?.presented.sha256 === asked.sha256,
  );
  if (problem?.certificates?.mayTrust !== 'yes') return false;
  const { host, port, presented, isGood } = problem.certificates;
  const address = { host, port, security: 'tls', user: '' } as const;
  if (!isNobodys({ address, provider: problem.provider }, directory)) return false;
  const { pins } = kept.record();
  const pin = { ...presented, host, port, at: clock.now() };
  kept.change({ pins: isGood ? withoutPin(pins, pin) : withPin(pins, pin) });
  return true;
}

/** What the person is told of at the moment. */
function problemsOf({
  signIns,
  runner,
  checking,
}: Omit<LiveMove, 'kept'>): NonNullable<ReturnType<typeof signIns.problem>>[] {
  const { phase } = runner;
  const told = [
    signIns.problem(),
    phase.phase === 'needs-you' ? phase.problem : null,
    ...checking.view().lines.map(({ problem }) => problem),
  ];
  return told.filter((problem) => problem !== null);
}
