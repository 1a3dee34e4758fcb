import { StringDecoder } from 'node:string_decoder';
import type { ReadStream } from 'node:tty';

type KeyResult = { readonly typed: string } | 'entered' | 'cancelled';

/** Takes one character into what was typed so far. */
function press(typed: string, key: string): KeyResult {
  switch (key) {
    case '\r':
    case '\n':
    case '\u0004': // Ctrl-D
      return 'entered';
    case '\u0003': // Ctrl-C
      return 'cancelled';
    case '\u007F':
    case '\b':
      return { typed: [...typed].slice(0, -1).join('') };
    case '\u0015': // Ctrl-U
      return { typed: '' };
    default:
      return { typed: /\p{Cc}/u.test(key) ? typed : typed + key };
  }
}

/**
 * Asks for something that must not be seen, and shows nothing of it, not even its length.
 * @param input a terminal; it is in raw mode meanwhile
 * @param output where the question is written, so that standard output stays free for results
 * @returns null when the person gave up with Ctrl-C
 */
export function promptHidden(
  question: string,
  input: ReadStream,
  output: { write(text: string): unknown },
): Promise<string | null> {
  // First: between a question and raw mode the terminal would show what a quick hand types.
  input.setRawMode(true);
  output.write(question);
  input.resume();
  const decoder = new StringDecoder('utf8');
  let typed = '';
  return new Promise((resolve) => {
    const end = (answer: string | null): void => {
      input.off('data', onData);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
      resolve(answer);
    };
    const onData = (chunk: Buffer): void => {
      // Escape sequences of cursor keys and of pasting are no part of a password.
      const text = decoder.write(chunk).replace(/\u001B(?:\[[\d;?]*[A-Za-z~]|O[A-Z])/g, '');
      for (const key of text) {
        const result = press(typed, key);
        if (result === 'entered') return end(typed);
        if (result === 'cancelled') return end(null);
        typed = result.typed;
      }
    };
    input.on('data', onData);
  });
}
