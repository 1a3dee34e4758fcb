import { deskRequests, type Desk, type DeskRequest } from '../services/desk/desk.ts';
import type { Handlers } from './ipc.ts';
import type { NativeRequests } from './native-requests.ts';
import type { PracticeSession } from './practice-session.ts';

/** What the window's requests do. */
export function createHandlers(desk: Desk, practice: PracticeSession, native: NativeRequests): Handlers {
  return {
    ...requestsOf(desk),
    ...native,
    practiceState: () => practice.state(),
    startPractice: () => practice.start(),
    stopPractice: () => practice.stop(),
  };
}

/** By name, so that the desk's other functions are no requests. */
function requestsOf(desk: Desk): Pick<Handlers, DeskRequest> {
  return Object.fromEntries(deskRequests.map((name) => [name, desk[name]])) as Pick<Handlers, DeskRequest>;
}
