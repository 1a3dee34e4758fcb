import {
  eventShapes,
  requests,
  type EventOf,
  type HomingApi,
  type Input,
  type Output,
} from '../shared/ipc/contract.ts';
import type { EventName, RequestName } from '../shared/ipc/channels.ts';
import { anyResult, type Refusal } from '../shared/ipc/result.ts';

declare global {
  interface Window {
    readonly api: HomingApi;
  }
}

/** The main process turned a request away. */
export class RefusedError extends Error {
  readonly code: Refusal;

  constructor(code: Refusal) {
    super(`the request was refused: ${code}`);
    this.code = code;
  }
}

/** Asks the main process. Rejects with {@link RefusedError}. */
export async function ask<Name extends RequestName>(
  name: Name,
  ...input: Input<Name> extends undefined ? [] : [Input<Name>]
): Promise<Output<Name>> {
  const result = anyResult.parse(await window.api[name](...input));
  if (!result.ok) throw new RefusedError(result.code);
  return requests[name].output.parse(result.value) as Output<Name>;
}

/** Listens to what main tells on its own. @returns a function that ends it */
export function listen<Name extends EventName>(name: Name, listener: (value: EventOf<Name>) => void): () => void {
  const subscribe = `on${name.charAt(0).toUpperCase()}${name.slice(1)}` as `on${Capitalize<Name>}`;
  return window.api[subscribe]((value) => listener(eventShapes[name].parse(value) as EventOf<Name>));
}
