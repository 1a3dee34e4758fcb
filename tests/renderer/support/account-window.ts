import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { listHosts } from '../../../main/services/directory/list-hosts.ts';
import { lookUpAddress } from '../../../main/services/directory/look-up-address.ts';
import { createProviderDirectory } from '../../../main/services/provider-directory.ts';
import type { AccountView, SignInRequest, SignInStage } from '../../../shared/ipc/account-view.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ProblemView } from '../../../shared/ipc/problem-view.ts';
import type { Answers } from './fake-bridge.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './open-window.ts';
import { sampleAccount, sampleMove } from './samples.ts';

const directory = createProviderDirectory(
  JSON.parse(readFileSync(new URL('../../../resources/providers.json', import.meta.url), 'utf8')),
);

/** A sign-in that the test answers. */
export interface PendingSignIn {
  readonly request: SignInRequest;
  /** Tells how far it is. */
  stage(stage: SignInStage): Promise<void>;
  /** Ends it: null for a success, after which the account is on the move. */
  answer(problem: Partial<ProblemView> | null, account?: Partial<AccountView>): Promise<void>;
}

/** A window on one of the two account steps. Addresses are looked up in the real directory. */
export interface AccountWindow extends OpenWindow {
  /** The next sign-in the page asked for. */
  nextSignIn(): Promise<PendingSignIn>;
  /** Types an address, leaves the field, and waits for what it tells. */
  typeAddress(address: string): Promise<void>;
}

/** A problem of a side, as main would tell it. */
export function sampleProblem(overrides: Partial<ProblemView> = {}): ProblemView {
  return {
    kind: 'sign-in-refused',
    side: 'source',
    host: 'imap.gmail.com',
    user: 'ada@gmail.com',
    serverText: null,
    code: null,
    refusal: null,
    certificate: null,
    certificates: null,
    provider: null,
    ...overrides,
  };
}

/** Opens the step of one side. */
export async function openAccountStep(
  options: WindowOptions & { readonly side?: 'source' | 'destination'; readonly move?: Partial<MoveView> } = {},
): Promise<AccountWindow> {
  const { side = 'source', move: overrides = {} } = options;
  const step = side === 'source' ? 'old-mailbox' : 'new-mailbox';
  let move = sampleMove({ step, reached: 'checks', ...overrides });
  const asked: Asked[] = [];
  const waiting: ((asked: Asked) => void)[] = [];
  const answers: Answers = {
    lookUpAddress: ({ typed, side: of }) => lookUpAddress(directory, typed, of),
    // As if the usual names answered.
    discoverAddress: ({ typed, side: of }) => lookUpAddress(directory, typed, of),
    hosts: listHosts(directory, 'a seed'),
    cancelSignIn: undefined,
    copyReport: { text: 'a report' },
    signIn: (request) =>
      new Promise((answer) => {
        const next = { request, answer };
        const reader = waiting.shift();
        if (reader) reader(next);
        else asked.push(next);
      }),
  };
  const open = await openWindow({ ...options, moves: [move], answers: { ...answers, ...options.answers } });
  const push = async (change: Partial<MoveView>): Promise<void> => {
    move = { ...move, ...change };
    await open.push('move', move);
  };
  return {
    ...open,
    async nextSignIn() {
      const next = asked.shift() ?? (await new Promise<Asked>((hear) => waiting.push(hear)));
      return pendingSignIn(next, push);
    },
    async typeAddress(address) {
      await addressField(open.page).fill(address);
      await addressField(open.page).blur();
      await open.page.locator('.account__card, .account .notice:not(.notice--info), .field__error').first().waitFor();
    },
  };
}

interface Asked {
  readonly request: SignInRequest;
  readonly answer: (outcome: { problem: ProblemView | null }) => void;
}

function pendingSignIn({ request, answer }: Asked, push: (change: Partial<MoveView>) => Promise<void>): PendingSignIn {
  const { side, typed, address, settingSource, provider, secret } = request;
  return {
    request: { ...request, secret },
    stage: (stage) => push({ signIn: { side, stage } }),
    async answer(problem, account = {}) {
      if (problem === null) {
        const card = provider === null ? null : sampleAccount().provider;
        await push({
          signIn: null,
          [side]: sampleAccount({ typed, address, settingSource, provider: card, ...account }),
        });
        answer({ problem: null });
        return;
      }
      await push({ signIn: null });
      answer({ problem: sampleProblem({ side, host: address.host, user: address.user, provider, ...problem }) });
    },
  };
}

/** The fields and buttons, by their names in English or French. */
export function addressField(page: Page): ReturnType<Page['getByLabel']> {
  return page.locator('input[name=address]');
}

/** The password's field. */
export function secretField(page: Page): ReturnType<Page['getByLabel']> {
  return page.locator('input[name=password]');
}

/** The main button of the step. */
export function mainButton(page: Page): ReturnType<Page['getByLabel']> {
  return page.locator('.step-footer .button--main');
}
