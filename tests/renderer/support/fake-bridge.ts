import type { Page } from 'playwright';
import { channels, events, type EventName, type RequestName } from '../../../shared/ipc/channels.ts';
import { eventShapes, requests, type EventOf, type Input, type Output } from '../../../shared/ipc/contract.ts';

/** What main answers; a function is asked each time, and one that throws is a refusal. Left out: see default-answers.ts. */
export type Answers = {
  readonly [Name in RequestName]?: Output<Name> | ((input: Input<Name>) => Output<Name> | Promise<Output<Name>>);
};

/** A request the page made. */
export interface SentRequest {
  readonly name: RequestName;
  readonly input: unknown;
}

/** Makes an answer a refusal: `answers: { createMove: refuse }`. */
export function refuse(): never {
  throw new Refused();
}

class Refused extends Error {}

/** The page's side: window.api as the preload script makes it, with every call handed to the test process. */
function installApi(names: { readonly asked: readonly string[]; readonly told: readonly string[] }): void {
  const page = window as unknown as {
    api: Record<string, unknown>;
    tell: (event: string, value: unknown) => void;
    askTest: (name: string, input: unknown) => Promise<unknown>;
  };
  const listeners = new Map<string, Set<(value: unknown) => void>>(names.told.map((name) => [name, new Set()]));
  page.api = {};
  for (const name of names.asked) page.api[name] = (input: unknown) => page.askTest(name, input);
  for (const name of names.told) {
    page.api[`on${name.charAt(0).toUpperCase()}${name.slice(1)}`] = (listener: (value: unknown) => void) => {
      listeners.get(name)?.add(listener);
      return () => listeners.get(name)?.delete(listener);
    };
  }
  page.tell = (event, value) => {
    for (const listener of listeners.get(event) ?? []) listener(value);
  };
}

/** A main process made up by the test. Everything that crosses is checked against the contract. */
export interface FakeBridge {
  readonly sent: readonly SentRequest[];
  push<Name extends EventName>(name: Name, value: EventOf<Name>): Promise<void>;
}

/**
 * Puts the fake in place of the preload script. Call before the page is opened.
 * @param complain hears of everything that main would never say, or that the page should not have asked
 */
export async function installFakeBridge(
  page: Page,
  answers: Answers,
  complain: (text: string) => void,
): Promise<FakeBridge> {
  const sent: SentRequest[] = [];
  await page.exposeFunction('askTest', async (name: RequestName, input: unknown) => {
    const asked = requests[name].input.safeParse(input ?? undefined);
    if (!asked.success) complain(`the page asked ${name} with ${JSON.stringify(input)}`);
    sent.push({ name, input });
    if (!(name in answers)) complain(`the page asked ${name}, and the test has no answer`);
    try {
      const answer = answers[name] as unknown;
      const value: unknown =
        typeof answer === 'function' ? await (answer as (given: unknown) => unknown)(input) : answer;
      return { ok: true, value: requests[name].output.parse(value) };
    } catch (error) {
      if (!(error instanceof Refused)) complain(`the answer to ${name}: ${String(error)}`);
      return { ok: false, code: 'failed' };
    }
  });
  await page.addInitScript(installApi, { asked: Object.keys(channels), told: Object.keys(events) });
  return {
    sent,
    async push(name, value) {
      const checked: unknown = eventShapes[name].parse(value);
      await page.evaluate(
        ([event, told]) => (window as unknown as { tell: (event: string, value: unknown) => void }).tell(event, told),
        [name, checked] as const,
      );
    },
  };
}
