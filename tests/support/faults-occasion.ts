import type { ScriptedCommand, ScriptedConnection } from '../../main/practice/imap-server/server-script.ts';

/** When a fault strikes. All that is given must fit. */
export interface Occasion {
  /** The command's name in upper case, such as `UID FETCH`. */
  readonly command?: string;
  /** The server's n-th connection only. */
  readonly connection?: number;
  /** Not before the n-th time that all else fits; 1 when missing. */
  readonly nth?: number;
  /** How often in all; once when missing. */
  readonly times?: number;
}

/** A question that counts: whether the fault strikes now. Each call makes one with its own count. */
export function strikes(occasion: Occasion): (connection: ScriptedConnection, command?: ScriptedCommand) => boolean {
  const { nth = 1, times = 1 } = occasion;
  let seen = 0;
  return (connection, command) => {
    if (occasion.connection !== undefined && occasion.connection !== connection.id) return false;
    if (occasion.command !== undefined && occasion.command !== command?.name) return false;
    seen += 1;
    return seen >= nth && seen < nth + times;
  };
}

/** Resolves when the connection is over: how a server stalls. */
export async function untilClosed(connection: ScriptedConnection): Promise<void> {
  if (connection.closed.aborted) return;
  await new Promise((resolve) => {
    connection.closed.addEventListener('abort', resolve, { once: true });
  });
}
