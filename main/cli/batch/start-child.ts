import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Secret } from '../../../shared/model/account.ts';
import { endsWithParent } from '../end-with-parent.ts';
import { selfCommand } from '../self-command.ts';
import type { BatchRow } from './batch-row.ts';

/** How a process of ours ended: null for the code when the system ended it, or when it could not be started. */
export interface ChildEnd {
  readonly code: number | null;
  /** The end of what it said on standard error. */
  readonly lastWords: string;
}

/** A process of ours under way. */
export interface Child {
  readonly ended: Promise<ChildEnd>;
  /** Asks it to settle what is under way and to end. */
  stop(): void;
  kill(): void;
}

/** What belongs to one of them alone. */
export interface ChildSecrets {
  readonly secrets: BatchRow['secrets'];
  /** Names of the environment that are for others. */
  readonly hidden: readonly string[];
}

const longestLastWords = 2_000;

function variablesOf(side: 'FROM' | 'TO', secret: Secret | null): NodeJS.ProcessEnv {
  if (secret === null) return {};
  return { [secret.kind === 'token' ? `HOMING_${side}_TOKEN` : `HOMING_${side}_PASSWORD`]: secret.value };
}

function environmentOf({ secrets, hidden }: ChildSecrets): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !hidden.includes(name));
  return {
    ...Object.fromEntries(inherited),
    ...variablesOf('FROM', secrets.FROM),
    ...variablesOf('TO', secrets.TO),
    [endsWithParent]: '1',
  };
}

/**
 * Starts this command line once more, for one move: what goes wrong there, even a crash, goes wrong there alone. Secrets travel in its
 * environment, and it ends when we do.
 * @param onLine each line of its standard output
 */
export function startChild(args: readonly string[], own: ChildSecrets, onLine: (line: string) => void): Child {
  const child = attemptSpawn(args, own);
  if (typeof child === 'string')
    return { ended: Promise.resolve({ code: null, lastWords: child }), stop: () => undefined, kill: () => undefined };
  let lastWords = '';
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once('error', (error) => {
      resolve({ code: null, lastWords: error.message });
    });
    child.once('close', (code) => {
      resolve({ code, lastWords });
    });
  });
  const { stdin, stdout, stderr } = child;
  stdin?.on('error', () => undefined);
  if (stdout) createInterface({ input: stdout }).on('line', onLine);
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-longestLastWords);
  });
  return {
    ended,
    // The same as our death, and unlike a signal the same on every system.
    stop: () => {
      stdin?.end();
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

/** @returns why there is no process: some of the system's refusals are thrown, and with others there are no streams */
function attemptSpawn(args: readonly string[], own: ChildSecrets): ChildProcess | string {
  const { command, args: ownArgs } = selfCommand();
  try {
    return spawn(command, [...ownArgs, ...args], {
      env: environmentOf(own),
      // Standard input stays open as long as we live; see end-with-parent.ts.
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
