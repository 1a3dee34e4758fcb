import { defaultRunOptions } from '../../../shared/ipc/estimate-view.ts';
import { defaultFolderChoices } from '../../../shared/ipc/folders-view.ts';
import type { MoveRecord } from './move-record.ts';

/** A move nobody has told anything about yet. */
export function newMove(id: string, createdAt: number): MoveRecord {
  return {
    id,
    createdAt,
    step: 'old-mailbox',
    reached: 'old-mailbox',
    source: null,
    destination: null,
    pins: [],
    acknowledged: [],
    rehearsal: null,
    treatments: {},
    choices: defaultFolderChoices,
    options: defaultRunOptions,
    recent: null,
    wanted: 'nothing',
    job: 'copy',
    sampleSize: null,
    numbers: null,
    startedAt: null,
    finishedAt: null,
    verified: 'none',
    compared: null,
    ticks: [],
    lastLook: null,
  };
}
