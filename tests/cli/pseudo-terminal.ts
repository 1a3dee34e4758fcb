import { spawn } from 'node:child_process';
import { fromSource } from './homing.ts';

/** What a terminal showed, with its control sequences, until the program ended. */
export interface Shown {
  readonly code: number | null;
  readonly shown: string;
}

/** How the terminal is, and who sits at it. */
export interface Terminal {
  /** As `stty` takes it, for example `cols 70 rows 20`. */
  readonly size?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Typed whenever the program asks something. */
  readonly answers?: readonly string[];
  /** How `homing` is started; default: from source. */
  readonly command?: readonly string[];
}

/** util-linux, on every Debian: runs a command in a pseudo-terminal. */
const recorder = '/usr/bin/script';

/** Runs `homing` in a pseudo-terminal. Without passwords in the environment but those of `environment`. */
export async function inTerminal(args: readonly string[], terminal: Terminal): Promise<Shown> {
  const { size = 'cols 80 rows 24', environment = {}, answers = [], command = fromSource } = terminal;
  const quoted = [...command, ...args].map((part) => `'${part}'`).join(' ');
  const { HOMING_FROM_PASSWORD: _from, HOMING_TO_PASSWORD: _to, ...inherited } = process.env;
  const child = spawn(recorder, ['-qec', `stty ${size}; ${quoted}`, '/dev/null'], {
    env: { ...inherited, TERM: 'xterm', LANG: 'C.UTF-8', ...environment },
  });
  let shown = '';
  let asked = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const questions = shown.split('Password for').length - 1;
    if (questions <= asked || !shown.endsWith(': ')) return;
    asked = questions;
    child.stdin.write(answers[asked - 1] ?? '');
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, shown };
}
