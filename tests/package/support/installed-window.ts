import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type Page } from 'playwright';

/** Who starts an installed program, and where it finds what. */
export interface Starter {
  /** What comes before `homing`, to start it as somebody else. */
  readonly prefix: readonly string[];
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** The window of the installed app. */
export interface InstalledWindow {
  readonly page: Page;
  /** It trusts what this computer trusts, and no server of these tests. */
  readonly vouches: true;
  /** Every error of the page. */
  readonly complaints: readonly string[];
  /** SIGKILL, as a power cut is for the app. */
  kill(): Promise<void>;
}

/**
 * Starts the `homing` that is found on PATH, and waits for its first screen. What people get cannot be driven through its main process,
 * but its page can, as every Chromium's.
 */
export async function openInstalled({ prefix, env }: Starter): Promise<InstalledWindow> {
  const switches = ['--window', '--lang=en', '--remote-debugging-port=0'];
  const [command = '', ...args] = [...prefix, 'homing', ...switches];
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  try {
    const browser = await chromium.connectOverCDP(await debuggerOf(child));
    const page = await firstPage(() => browser.contexts().flatMap((context) => context.pages()));
    page.setDefaultTimeout(30_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.getByRole('heading', { level: 1 }).waitFor();
    return { page, vouches: true, complaints, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** Where the page can be driven: Chromium writes it to standard error. */
function debuggerOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`homing ended with ${String(code)}: ${said}`)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /DevTools listening on (?<url>ws:\S+)/u.exec(said)?.groups?.['url'];
      if (found !== undefined) resolve(found);
    });
  });
}

async function firstPage(pages: () => readonly Page[]): Promise<Page> {
  for (const last = Date.now() + 30_000; Date.now() < last; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const page = pages().find((candidate) => candidate.url().startsWith('app://'));
    if (page) return page;
  }
  throw new Error('The app opened no window.');
}
