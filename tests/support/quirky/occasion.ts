import { listOf, textOf } from './command.ts';
import type { Held } from './mailbox.ts';
import type { Moment } from './quirk.ts';

/** When a message suffers what it suffers. */
export type Occasion = 'always' | 'together' | 'the first time' | 'on the first connection';

export const OCCASIONS: readonly Occasion[] = ['always', 'together', 'the first time', 'on the first connection'];

/** Decides whether a message suffers now. */
export type Suffers = (moment: Moment, message: Held) => boolean;

/** @param occasion `together`: only where a command is about more than one message */
export function suffers(occasion: Occasion): Suffers {
  const before = new Set<Held>();
  switch (occasion) {
    case 'always':
      return () => true;
    case 'together':
      return ({ command }) => /[:,*]/.test(textOf(command.args[0]));
    case 'on the first connection':
      return ({ session }) => session.id === 1;
    case 'the first time':
      return (_, message) => {
        if (before.has(message)) return false;
        before.add(message);
        return true;
      };
  }
}

/** Whether a command asks for the text of messages. */
export function asksForBodies({ command }: Moment): boolean {
  return command.name.endsWith('FETCH') && /BODY(?:\.PEEK)?\[\]|RFC822(?![.\w])/i.test(itemsOf(command.args[1]));
}

/** Whether a command lists messages: size, date or flags. */
export function lists({ command }: Moment): boolean {
  return command.name.endsWith('FETCH') && /FLAGS|INTERNALDATE|RFC822\.SIZE/i.test(itemsOf(command.args[1]));
}

function itemsOf(argument: Parameters<typeof textOf>[0]): string {
  return Array.isArray(argument) ? listOf(argument).map(textOf).join(' ') : textOf(argument);
}
