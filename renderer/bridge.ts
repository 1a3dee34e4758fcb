import type { HomingApi } from '../shared/ipc/contract.ts';
import { requests, type Output } from '../shared/ipc/contract.ts';
import type { RequestName } from '../shared/ipc/channels.ts';
import { practiceState, type PracticeState } from '../shared/ipc/practice-state.ts';
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
export async function ask<Name extends RequestName>(name: Name): Promise<Output<Name>> {
  const result = anyResult.parse(await window.api[name]());
  if (!result.ok) throw new RefusedError(result.code);
  return requests[name].output.parse(result.value) as Output<Name>;
}

/** Listens to the practice move. @returns a function that ends it */
export function onPracticeState(listener: (state: PracticeState) => void): () => void {
  return window.api.onPracticeState((state) => listener(practiceState.parse(state)));
}
