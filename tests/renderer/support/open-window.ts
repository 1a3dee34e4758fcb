/*
 * Opens the built page in plain Chromium with a made-up main process, for states that are hard to reach in the app itself:
 *
 *   const { page, requests, push, shot } = await openWindow({
 *     state: sampleAppState({ place: { move: sampleMoveId } }),   // what the window knows; see samples.ts
 *     moves: [sampleMove({ step: 'checks', reached: 'checks' })], // what `move` answers
 *     answers: { runChecks: undefined, signIn: ({ typed }) => … }, // values or functions; `refuse` for a refusal
 *     language: 'fr', theme: 'dark', width: 320,
 *   });
 *
 * The window closes itself at the end of the test, and fails it for every violation of the content security policy, every error of
 * the page, every request without an answer, and everything that crossed against the contract. In a beforeAll, close it yourself.
 * React runs in its development build and strict mode, as nowhere else: its warnings are complaints, and effects run twice, so that a
 * request made on arrival is made twice here.
 * `requests()` is what the page asked so far, `push('move', view)` an event of main, `shot('checks')` writes
 * screenshots/checks-dark-fr.png, `expectNoAxeViolations(page)` (accessibility.ts) asks axe.
 */
import { mkdir } from 'node:fs/promises';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, expect, onTestFinished } from 'vitest';
import { answerFromBundle, appOrigin } from '../../../main/electron/bundle-files.ts';
import type { AppState } from '../../../shared/ipc/app-state.ts';
import type { EventName, RequestName } from '../../../shared/ipc/channels.ts';
import type { EventOf, Input } from '../../../shared/ipc/contract.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { Language } from '../../../shared/messages/catalogue.ts';
import { chromiumOptions } from '../../support/chromium.ts';
import { builtPage, type PageEntry } from './built-page.ts';
import { defaultAnswers } from './default-answers.ts';
import { installFakeBridge, type Answers, type SentRequest } from './fake-bridge.ts';
import { sampleAppState } from './samples.ts';

/** How a window is opened. */
export interface WindowOptions {
  readonly state?: AppState;
  readonly moves?: readonly MoveView[];
  readonly answers?: Answers;
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
  readonly direction?: 'ltr' | 'rtl';
  /** Words 40 % longer than English. */
  readonly pseudo?: boolean;
  readonly width?: number;
  readonly height?: number;
  readonly forcedColors?: boolean;
  readonly reducedMotion?: boolean;
  /** What the page takes for now, milliseconds since 1970. */
  readonly at?: number;
  /** A complaint that is part of the test. */
  readonly mayComplain?: RegExp;
  /** `gallery`: every control by itself, see gallery.tsx. */
  readonly entry?: PageEntry;
}

/** A page in a browser, with a made-up main process behind it. */
export interface OpenWindow {
  readonly page: Page;
  /** What the page asked so far, in order. */
  requests(): readonly SentRequest[];
  /** What the page sent with each request of one name. */
  sent<Name extends RequestName>(name: Name): readonly Input<Name>[];
  push<Name extends EventName>(name: Name, value: EventOf<Name>): Promise<void>;
  /** Writes screenshots/<name>-<theme>-<language>.png, the whole page. */
  shot(name: string): Promise<void>;
  /** Closes it, and throws what was complained about. */
  close(): Promise<void>;
}

// A secure origin that no network has: every request is answered by the code that serves the page in the app.
const origin = 'https://homing.test';
const pictures = 'screenshots';

let browser: Promise<Browser> | undefined;
afterAll(async () => {
  await (await browser)?.close();
});

function startBrowser(): Promise<Browser> {
  browser ??= chromium.launch(chromiumOptions());
  return browser;
}

/** Opens a window; see the top of this file. */
export async function openWindow(options: WindowOptions = {}): Promise<OpenWindow> {
  const { theme = 'light', language = 'en' } = options;
  const [running, folder] = await Promise.all([startBrowser(), builtPage(options.entry)]);
  const context = await newContext(running, options);
  await serve(context, folder);
  const page = await context.newPage();
  if (options.at !== undefined) await page.clock.setFixedTime(options.at);
  const complaints = watch(page);
  const state = stateOf(options);
  let isClosed = false;
  const defaults = defaultAnswers({
    state,
    moves: options.moves ?? [],
    tell(name, value) {
      bridge.push(name, value).catch((error: unknown) => {
        // A request under way when the test ends is answered into a page that is gone.
        if (!isClosed) complaints.push(String(error));
      });
    },
  });
  const bridge = await installFakeBridge(page, { ...defaults, ...options.answers }, (text) => complaints.push(text));
  await page.goto(`${origin}/index.html${queryOf(options)}`);
  await page.locator('h1').first().waitFor();
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await context.close();
    expect(complaints.filter((text) => options.mayComplain?.test(text) !== true)).toEqual([]);
  };
  closeAtEnd(close);
  return {
    page,
    requests: () => bridge.sent,
    sent: <Name extends RequestName>(name: Name) =>
      bridge.sent.filter((request) => request.name === name).map(({ input }) => input as Input<Name>),
    push: (name, value) => bridge.push(name, value),
    async shot(name) {
      await mkdir(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}/${name}-${theme}-${language}.png`, fullPage: true });
    },
    close,
  };
}

/** At the end of a test; outside of one there is nothing to hook on to. */
function closeAtEnd(close: () => Promise<void>): void {
  try {
    onTestFinished(close);
  } catch {
    // in a beforeAll: its author closes it
  }
}

function stateOf({ state = sampleAppState(), language, theme, moves = [] }: WindowOptions): AppState {
  const [only] = moves;
  return {
    ...state,
    settings: { ...state.settings, ...(language && { language }), ...(theme && { theme }) },
    // One move and no other place said: the window is there.
    place: state.place.move === null && moves.length === 1 && only ? { move: only.id } : state.place,
  };
}

function queryOf({ pseudo = false, direction = 'ltr', language }: WindowOptions): string {
  return `?dir=${direction}${pseudo ? '&pseudo' : ''}${language === undefined ? '' : `&language=${language}`}`;
}

function newContext(running: Browser, options: WindowOptions): Promise<BrowserContext> {
  return running.newContext({
    viewport: { width: options.width ?? 1040, height: options.height ?? 760 },
    colorScheme: options.theme ?? 'light',
    forcedColors: options.forcedColors === true ? 'active' : 'none',
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
}

async function serve(context: BrowserContext, folder: string): Promise<void> {
  await context.route('**/*', async (route) => {
    const { pathname, origin: asked } = new URL(route.request().url());
    if (asked !== origin) return route.abort();
    const answer = await answerFromBundle({ method: 'GET', url: `${appOrigin}${pathname}` }, folder);
    const body = Buffer.from(await answer.arrayBuffer());
    return route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
  });
}

/** Collects what must not happen in a page of ours. Violations of the content security policy are errors in its console. */
function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}
