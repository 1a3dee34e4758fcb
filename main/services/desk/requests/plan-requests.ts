import type { FolderTable } from '../../../../shared/ipc/folders-view.ts';
import type { EstimateView } from '../../../../shared/ipc/estimate-view.ts';
import { defaultSettings } from '../../../engine/settings.ts';
import type { Desk } from '../desk.ts';
import { estimateView } from '../estimate/estimate-view.ts';
import { recentAmount } from '../estimate/recent-amount.ts';
import { folderTable } from '../folders/folder-table.ts';
import { knownNames } from '../looking/known-names.ts';
import { providerCard } from '../view/provider-card.ts';
import type { LiveMove } from '../view/move-view.ts';
import type { RequestParts } from './request-parts.ts';

type PlanRequest =
  | 'runChecks'
  | 'acknowledge'
  | 'tryWriting'
  | 'removeScratch'
  | 'folders'
  | 'chooseFolders'
  | 'estimate'
  | 'chooseOptions';

/** Everything between signing in and starting. */
export function planRequests({ parts, find }: RequestParts): Pick<Desk, PlanRequest> {
  const table = ({ kept, checking }: LiveMove): FolderTable | null => {
    const look = checking.look();
    if (!look) return null;
    const known = knownNames(kept);
    return folderTable({
      source: look.source.facts,
      destination: look.destination.facts,
      choices: kept.record().choices,
      known,
      started: new Set(known.keys()),
    });
  };
  const estimate = ({ kept, checking }: LiveMove): EstimateView | null => {
    const look = checking.look();
    if (!look) return null;
    const { source, destination, options, rehearsal } = kept.record();
    return estimateView({
      // Of labels, what is downloaded and appended takes the time; further copies are made by the new server.
      plan: look.plan.labels ?? look.plan,
      recent: recentAmount(look.plan, look.recent),
      rehearsal,
      options,
      lanes: defaultSettings.lanes,
      source: providerCard(source?.provider ?? null, parts.directory),
      destination: providerCard(destination?.provider ?? null, parts.directory),
    });
  };
  return {
    runChecks({ move }) {
      // What it finds is told as it is found.
      void find(move).checking.run();
    },
    acknowledge({ move, check, yes }) {
      const { kept } = find(move);
      const others = kept.record().acknowledged.filter((id) => id !== check);
      kept.change({ acknowledged: yes ? [...others, check] : others });
    },
    tryWriting({ move }) {
      void find(move).checking.tryWriting();
    },
    removeScratch: async ({ move }) => ({ problem: await find(move).checking.removeScratch() }),
    folders: ({ move }) => table(find(move)),
    chooseFolders({ move, choices }) {
      find(move).kept.change({ choices });
      return table(find(move));
    },
    estimate: ({ move }) => estimate(find(move)),
    chooseOptions({ move, options }) {
      find(move).kept.change({ options });
      return estimate(find(move));
    },
  };
}
