import { ipcMain, type WebContents } from 'electron';
import { channels, practiceStateChanged, type RequestName } from '../../shared/ipc/channels.ts';
import { requests, type Input, type Output } from '../../shared/ipc/contract.ts';
import { practiceState, type PracticeState } from '../../shared/ipc/practice-state.ts';
import type { Result } from '../../shared/ipc/result.ts';
import { isOurMainFrame, type SenderFrame } from './sender.ts';

/** One function for each request of the contract. */
export type Handlers = { readonly [Name in RequestName]: (input: Input<Name>) => Output<Name> | Promise<Output<Name>> };

/** Answers the window's requests: sender first, then the input's shape, then the handler, then the output's shape. */
export function answerRequests(handlers: Handlers): void {
  for (const name of Object.keys(channels) as RequestName[]) {
    ipcMain.handle(channels[name], (event, ...args: unknown[]) => answer(handlers, name, event.senderFrame, args));
  }
}

async function answer(
  handlers: Handlers,
  name: RequestName,
  sender: SenderFrame | null,
  args: readonly unknown[],
): Promise<Result<unknown>> {
  if (!isOurMainFrame(sender)) return { ok: false, code: 'not-our-window' };
  const input = requests[name].input.safeParse(args[0]);
  if (!input.success || args.length > 1) return { ok: false, code: 'bad-request' };
  try {
    return { ok: true, value: requests[name].output.parse(await handlers[name](input.data)) };
  } catch (error) {
    // The window learns a code; what happened stays here.
    console.error(`request ${name} failed`, error);
    return { ok: false, code: 'failed' };
  }
}

/** Tells the window the practice move's state. */
export function publishPracticeState(contents: WebContents, state: PracticeState): void {
  if (!contents.isDestroyed()) contents.send(practiceStateChanged, practiceState.parse(state));
}
