import type { ServerScript } from '../../main/practice/imap-server/server-script.ts';

/**
 * Several scripts as one. All are told of everything in order; the first outcome of `beforeCommand` and `beforeAppend`
 * and the first greeting count, `afterCommand` passes from one to the next, and the first script stands nearest to the wire.
 */
export function combineFaults(...scripts: readonly ServerScript[]): Required<ServerScript> {
  return {
    async connected(connection) {
      for (const script of scripts) await script.connected?.(connection);
    },
    greeting: (connection) => firstOf(scripts, (script) => script.greeting?.(connection)),
    received(connection) {
      for (const script of scripts) script.received?.(connection);
    },
    beforeCommand: (connection, command) =>
      firstOfAsync(scripts, (script) => script.beforeCommand?.(connection, command)),
    async afterCommand(connection, command, outcome) {
      let current = outcome;
      for (const script of scripts) current = (await script.afterCommand?.(connection, command, current)) ?? current;
      return current;
    },
    beforeAppend: (connection, append) => firstOfAsync(scripts, (script) => script.beforeAppend?.(connection, append)),
    async write(connection, bytes, send) {
      const chain = scripts.reduce((next, script) => {
        return script.write === undefined
          ? next
          : async (part: Buffer) => {
              await script.write?.(connection, part, next);
            };
      }, send);
      await chain(bytes);
    },
    announcedSize: (message) => firstOf(scripts, (script) => script.announcedSize?.(message)) ?? message.size,
    withholds: (message, items) => firstOf(scripts, (script) => script.withholds?.(message, items) || null) ?? false,
    acceptsToken: (token) => firstOf(scripts, (script) => script.acceptsToken?.(token)),
  };
}

function firstOf<T>(scripts: readonly ServerScript[], ask: (script: ServerScript) => T | null | undefined): T | null {
  for (const script of scripts) {
    const answer = ask(script);
    if (answer !== undefined && answer !== null) return answer;
  }
  return null;
}

async function firstOfAsync<T>(
  scripts: readonly ServerScript[],
  ask: (script: ServerScript) => T | null | undefined | Promise<T | null>,
): Promise<T | null> {
  for (const script of scripts) {
    const answer = await ask(script);
    if (answer !== undefined && answer !== null) return answer;
  }
  return null;
}
