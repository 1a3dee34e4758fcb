import type { Desk } from '../desk.ts';
import { plainProblem, problemOf } from '../problem.ts';
import type { RunPhase } from '../run/run-phase.ts';
import { furthest } from '../steps.ts';
import type { RequestParts } from './request-parts.ts';

/** A runner that works starts nothing else. */
function isUnderWay({ phase }: RunPhase): boolean {
  return phase === 'running' || phase === 'stopping' || phase === 'waiting';
}

/** Starting, pausing, verifying, and what is done afterwards. */
export function runRequests({
  parts,
  find,
  secrets,
}: RequestParts): Pick<
  Desk,
  'startMove' | 'pauseMove' | 'verifyMove' | 'mailboxRows' | 'renewJournal' | 'tick' | 'stored'
> {
  return {
    startMove({ move }) {
      const { kept, runner } = find(move);
      const { source, destination, startedAt, options, job, reached } = kept.record();
      if (!source || !destination) {
        return { problem: plainProblem('password-missing', source ? 'destination' : 'source') };
      }
      const { phase } = runner.phase;
      const { startAt } = options;
      kept.change({ reached: furthest(reached, 'copying') });
      // Asked for once more while it waits for its time, it starts at once.
      const isLater = startedAt === null && phase !== 'scheduled' && startAt !== null && startAt > parts.clock.now();
      if (isLater) runner.schedule(startAt);
      else runner.start(phase === 'finished' || startedAt === null ? 'copy' : job);
      return { problem: null };
    },
    pauseMove: ({ move }) => find(move).runner.pause(),
    verifyMove({ move, depth }) {
      const { kept, runner } = find(move);
      if (kept.record().startedAt === null || isUnderWay(runner.phase)) return { problem: null };
      if (typeof depth === 'object') kept.change({ sampleSize: depth.bodies });
      runner.start(typeof depth === 'object' ? 'verify-sample' : `verify-${depth}`);
      return { problem: null };
    },
    mailboxRows({ move }) {
      const rows = find(move).runner.rows();
      return { move, total: rows.length, rows: [...rows] };
    },
    renewJournal({ move }) {
      const { kept, runner } = find(move);
      if (runner.phase.phase !== 'needs-you') return { problem: null };
      try {
        kept.putJournalAside(parts.clock.now());
        runner.start('copy');
        return { problem: null };
      } catch (error) {
        return { problem: problemOf(error, kept.record(), parts.onFault) };
      }
    },
    tick({ move, item, yes }) {
      const { kept } = find(move);
      const others = kept.record().ticks.filter((tick) => tick !== item);
      kept.change({ ticks: yes ? [...others, item] : others });
    },
    stored({ move }) {
      const { kept } = find(move);
      const { source, destination } = kept.record();
      const items = [source?.item, destination?.item];
      return {
        journalBytes: kept.journalBytes(),
        passwords: items.filter((item) => item !== undefined && secrets.has(item)).length,
        keychain: parts.keychain.kind,
      };
    },
  };
}
