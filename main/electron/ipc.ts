import { BrowserWindow, ipcMain } from 'electron';
import { channels, events, type EventName, type RequestName } from '../../shared/ipc/channels.ts';
import { eventShapes, requests, type EventOf, type Input, type Output } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/ipc/result.ts';
import type { Log } from './log.ts';
import { isOurMainFrame, type SenderFrame } from './sender.ts';

/** One function for each request of the contract. */
export type Handlers = { readonly [Name in RequestName]: (input: Input<Name>) => Output<Name> | Promise<Output<Name>> };

interface Asked {
  readonly name: RequestName;
  readonly sender: SenderFrame | null;
  readonly args: readonly unknown[];
}

/** Answers the window's requests: sender first, then the input's shape, then the handler, then the output's shape. */
export function answerRequests(handlers: Handlers, log: Log): void {
  for (const name of Object.keys(channels) as RequestName[]) {
    ipcMain.handle(channels[name], (event, ...args: unknown[]) =>
      answer(handlers, { name, sender: event.senderFrame, args }, log),
    );
  }
}

async function answer(handlers: Handlers, { name, sender, args }: Asked, log: Log): Promise<Result<unknown>> {
  if (!isOurMainFrame(sender)) return { ok: false, code: 'not-our-window' };
  if (args.length > 1 || !isPlain(args[0])) return { ok: false, code: 'bad-request' };
  const input = requests[name].input.safeParse(args[0]);
  if (!input.success) return { ok: false, code: 'bad-request' };
  // The table gives each name its own input; which one it is here is not known to the compiler.
  const handle = handlers[name] as (input: unknown) => unknown;
  try {
    return { ok: true, value: requests[name].output.parse(await handle(input.data)) };
  } catch (error) {
    // The window learns a code; what happened stays here.
    log.fault('request-failed', error, { request: name });
    return { ok: false, code: 'failed' };
  }
}

/** All that the contract takes: an object of its own making, or nothing. Maps, dates and bytes pass structured cloning, too. */
function isPlain(input: unknown): boolean {
  return (
    input === undefined ||
    (typeof input === 'object' && input !== null && Object.getPrototypeOf(input) === Object.prototype)
  );
}

/** Tells every window of ours. What does not have the event's shape is not sent. */
export function createPublisher(log: Log): <Name extends EventName>(name: Name, value: EventOf<Name>) => void {
  return (name, value) => {
    const checked = eventShapes[name].safeParse(value);
    if (!checked.success) {
      log.fault('event-not-sent', checked.error, { request: name });
      return;
    }
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      if (!webContents.isDestroyed() && isOurMainFrame(webContents.mainFrame))
        webContents.send(events[name], checked.data);
    }
  };
}
