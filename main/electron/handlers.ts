import { deskRequests, type Desk, type DeskRequest } from '../services/desk/desk.ts';
import type { Handlers } from './ipc.ts';
import type { NativeRequests } from './native-requests.ts';
import type { PracticeSession } from './practice-session.ts';
import type { Updates } from '../updates/create-updates.ts';

/** Who answers. */
export interface Answerers {
  readonly desk: Desk;
  readonly practice: PracticeSession;
  readonly native: NativeRequests;
  readonly updates: Updates;
}

/** What the window's requests do. */
export function createHandlers({ desk, practice, native, updates }: Answerers): Handlers {
  return {
    ...requestsOf(desk),
    ...native,
    updates: () => updates.view(),
    lookForUpdate: () => updates.look(),
    fetchUpdate: () => updates.fetch(),
    installUpdate: ({ when }) => updates.install(when),
    cancelUpdate: () => updates.cancel(),
    dismissUpdate: () => updates.dismiss(),
    lookWeekly: ({ yes }) => updates.setWeekly(yes),
    practiceState: () => practice.state(),
    startPractice: () => practice.start(),
    stopPractice: () => practice.stop(),
  };
}

/** By name, so that the desk's other functions are no requests. */
function requestsOf(desk: Desk): Pick<Handlers, DeskRequest> {
  return Object.fromEntries(deskRequests.map((name) => [name, desk[name]])) as Pick<Handlers, DeskRequest>;
}
