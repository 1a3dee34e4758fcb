import { redact } from './redact.ts';

/** What is written of an error: nothing of it is free text from a server. */
export interface ErrorRecord {
  readonly name: string;
  readonly code: string | null;
  readonly message: string;
  /** Functions and places in our own code, innermost first. */
  readonly frames: readonly string[];
}

const longestMessage = 500;
const longestStack = 4000;
const mostFrames = 12;

/** An error, or whatever was thrown, as it may be written down. */
export function errorRecord(error: unknown, home: string): ErrorRecord {
  if (!(error instanceof Error)) return { name: 'no error', code: null, message: typeof error, frames: [] };
  const code = 'code' in error && typeof error.code === 'string' ? identifier(error.code) : null;
  return {
    name: identifier(error.name) ?? 'Error',
    code,
    // Cut before as well: a message can be as long as an answer of a server.
    message: redact(error.message.slice(0, 8 * longestMessage), home).slice(0, longestMessage),
    frames: framesOf(withoutMessage(error)).slice(0, mostFrames),
  };
}

function identifier(text: string): string | null {
  return /^[A-Za-z][A-Za-z0-9_-]{0,60}$/u.test(text) ? text : null;
}

/** A stack begins with the message, which a server may have written to look like a stack. */
function withoutMessage({ message, stack = '' }: Error): string {
  const start = stack.indexOf(message);
  return (start < 0 ? '' : stack.slice(start + message.length)).slice(0, longestStack);
}

/** `at save (file:///home/anna/…/index.js:12:5)` as `save index.js:12:5`: where the app lies is nobody's business. */
function framesOf(stack: string): readonly string[] {
  return [...stack.matchAll(/^\s+at (?:async )?(?:([\w$.<>]+) )?.*?([\w.$-]+\.[cm]?[jt]sx?:\d+:\d+)\)?$/gmu)].map(
    ([, name = 'anonymous', place = '']) => `${name} ${place}`,
  );
}
