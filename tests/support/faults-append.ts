import { createHash } from 'node:crypto';
import type {
  ScriptedAppend,
  ScriptedConnection,
  ServerScript,
} from '../../main/practice/imap-server/server-script.ts';
import type { NewMessage } from '../../main/practice/imap-server/stored-mailbox.ts';
import { strikes, untilClosed, type Occasion } from './faults-occasion.ts';

/** Every APPEND that got as far as its literals counts. */
type AppendOccasion = Omit<Occasion, 'command'>;

/** Drops the connection between the literal of an APPEND and its tagged OK, with the messages stored or lost. */
export function cutAfterLiteral(occasion: AppendOccasion & { readonly stored: boolean }): ServerScript {
  return atAppend(occasion, (append) => {
    if (occasion.stored) append.store();
  });
}

/** Like {@link cutAfterLiteral}, and the messages appear `ms` later: servers finish what they began. */
export function lateAppend(occasion: AppendOccasion & { readonly ms: number }): ServerScript {
  return atAppend(occasion, (append) => {
    setTimeout(() => append.store(), occasion.ms);
  });
}

/** Refuses every APPEND that has a message like this among its messages. */
export function refuseMessages(like: (body: Buffer, message: NewMessage) => boolean, text: string): ServerScript {
  return {
    beforeAppend: (_, { messages }) =>
      messages.some((message) => like(bytesOf(message), message)) ? { status: 'NO', text } : null,
  };
}

/** Refuses the n-th different message ever sent, in whatever batch it comes again. */
export function refuseNthMessage(nth: number, text: string): ServerScript {
  const order = new Map<string, number>();
  return refuseMessages((body) => {
    const digest = createHash('sha256').update(body).digest('hex');
    const number = order.get(digest) ?? order.size + 1;
    order.set(digest, number);
    return number === nth;
  }, text);
}

function atAppend(occasion: AppendOccasion, act: (append: ScriptedAppend) => void): ServerScript {
  const now = strikes(occasion);
  return {
    async beforeAppend(connection: ScriptedConnection, append: ScriptedAppend) {
      if (!now(connection)) return null;
      act(append);
      connection.cut();
      await untilClosed(connection);
      return null;
    },
  };
}

function bytesOf({ body }: NewMessage): Buffer {
  return typeof body === 'function' ? body() : body;
}
