import type { ServerScript } from '../../../main/practice/imap-server/server-script.ts';

/** What a server says of itself. */
export interface SelfPortrait {
  /** The greeting behind its OK. */
  readonly greeting: string;
  /** Answer to ID (RFC 2971), without the parentheses; NIL when missing. */
  readonly id?: string;
  /** False: the answer to a sign-in comes without capabilities, and who wants to know must ask. */
  readonly tellsAfterSignIn: boolean;
}

/** A server that introduces itself. */
export function sayWho({ greeting, id, tellsAfterSignIn }: SelfPortrait): ServerScript {
  return {
    greeting: () => ({ status: 'OK', text: greeting }),
    beforeCommand: async (connection, { name }) => {
      if (name !== 'ID') return null;
      await connection.send(`* ID ${id === undefined ? 'NIL' : `(${id})`}\r\n`);
      return { status: 'OK', text: 'ID completed' };
    },
    afterCommand: (_, { name }, outcome) =>
      !tellsAfterSignIn && /^(LOGIN|AUTHENTICATE)$/.test(name) && outcome.status === 'OK'
        ? { status: 'OK', text: `${name} completed.` }
        : outcome,
  };
}
