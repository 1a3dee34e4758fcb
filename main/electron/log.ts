import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorRecord } from './error-record.ts';

/** What is written down; nothing else is. */
export type LogEvent =
  | 'started'
  | 'start-failed'
  | 'request-failed'
  | 'desk-fault'
  | 'practice-failed'
  | 'event-not-sent'
  | 'window-gone'
  | 'shutdown-took-too-long'
  | 'shutdown-failed'
  | 'action-failed'
  | 'notice-failed'
  | 'update-failed'
  | 'uncaught'
  | 'unhandled-rejection';

/** The facts an event may have: short words of ours and of Electron's, and numbers. */
export interface LogFacts {
  readonly version?: string;
  /** Name of a request or an event of the contract. */
  readonly request?: string;
  /** Why a window's process ended, in Electron's word. */
  readonly reason?: string;
  readonly exitCode?: number;
}

/** A small file for whoever looks for a fault. Never says who moves what from where to where. */
export interface Log {
  note(event: LogEvent, facts?: LogFacts): void;
  fault(event: LogEvent, error: unknown, facts?: LogFacts): void;
}

/** Where it is and whose paths must not be in it. */
export interface LogPlace {
  readonly folder: string;
  readonly home: string;
  now(): number;
}

/** Two files of this size at most: this one and the one before. */
const mostBytes = 128 * 1024;

/** Opens homing.log. Writing never fails: a full disk must not stop the app twice. */
export function createLog({ folder, home, now }: LogPlace): Log {
  const file = join(folder, 'homing.log');
  const write = (event: LogEvent, facts: LogFacts, error: object): void => {
    const line = `${JSON.stringify({ at: new Date(now()).toISOString(), event, ...allowed(facts), ...error })}\n`;
    try {
      if (sizeOf(file) + Buffer.byteLength(line) > mostBytes) renameSync(file, `${file}.1`);
      appendFileSync(file, line, { mode: 0o600 });
    } catch {
      // Nowhere to write it to.
    }
  };
  return {
    note: (event, facts = {}) => write(event, facts, {}),
    fault: (event, error, facts = {}) => write(event, facts, { error: errorRecord(error, home) }),
  };
}

/** Field by field, so that an object with more in it writes no more. */
function allowed({ version, request, reason, exitCode }: LogFacts): LogFacts {
  const word = (text: string | undefined): string | undefined =>
    /^[\w.-]{1,40}$/u.test(text ?? '') ? text : undefined;
  return Object.fromEntries(
    Object.entries({ version: word(version), request: word(request), reason: word(reason), exitCode }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
