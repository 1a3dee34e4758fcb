import { spawn } from 'node:child_process';

/**
 * A command at work beside others.
 * @typedef {object} Beside
 * @property {() => Promise<boolean>} show prints what it has said so far, then what it goes on to say; whether it ended well
 */

/**
 * Starts a command, and keeps what it says back until it is its turn to be seen: so each one's words stay together.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {(text: string) => unknown} [print]
 * @returns {Beside}
 */
export function startBeside(command, args, print = (text) => process.stdout.write(text)) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let kept = '';
  let hear = (/** @type {string} */ text) => {
    kept += text;
  };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => hear(text));
  /** @type {Promise<boolean>} */
  const ended = new Promise((resolve) => {
    child.on('error', ({ message }) => {
      hear(`${message}\n`);
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  });
  return {
    show() {
      print(kept);
      hear = print;
      return ended;
    },
  };
}
