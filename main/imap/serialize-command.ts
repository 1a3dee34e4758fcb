import { quoted } from './command-line.ts';
import type { CommandValue, StreamedLiteral } from './imapflow-internals.ts';

/** An atom as it may stand in a command (RFC 9051 9 `atom`), a flag with its backslash included. */
const ATOM = /^\\?[^\u0000-\u0020\u007f-\uffff(){%*"\\\]]+$/;

/**
 * A command for a server with LITERAL+ (RFC 7888), ready to be sent: text and the bytes of literals by reference. imapflow's own
 * compiler would join and so copy every message, and describe the whole command a second time for a log nobody keeps.
 * Throws when a value cannot be written as it is meant.
 */
export function serializeCommand(tag: string, command: string, values: readonly CommandValue[]): Buffer[] {
  const parts: Buffer[] = [];
  let text = `${tag} ${command}`;
  for (const value of values) {
    if (typeof value === 'object' && 'type' in value && value.type === 'LITERAL') {
      const { value: bytes, isLiteral8 = false } = value;
      parts.push(Buffer.from(`${text} ${isLiteral8 ? '~' : ''}{${String(bytes.length)}+}\r\n`), bytes);
      text = '';
    } else text += ` ${writeValue(value)}`;
  }
  parts.push(Buffer.from(`${text}\r\n`));
  return parts;
}

/**
 * A command up to the octets of its last value, which follow as they come.
 * @param isSynchronising whether the server is asked before each literal (RFC 9051 4.3): without LITERAL+
 * @returns what is sent at once, and then what is sent each time the server says `+`; once more, and the octets may follow. With LITERAL+
 * there is one step, and the octets follow it
 */
export function serializeUpTo(
  literal: StreamedLiteral,
  {
    tag,
    command,
    values,
  }: { readonly tag: string; readonly command: string; readonly values: readonly CommandValue[] },
  isSynchronising: boolean,
): Buffer[][] {
  const marker = `${literal.isLiteral8 ? '~' : ''}{${String(literal.length)}+}\r\n`;
  // The line end of what would have been the whole command makes room for the literal.
  const parts = serializeCommand(tag, command, values);
  const last = parts.pop() ?? Buffer.alloc(0);
  parts.push(Buffer.concat([last.subarray(0, -'\r\n'.length), Buffer.from(` ${marker}`)]));
  if (!isSynchronising) return [parts];
  // Texts and literals take turns; each text ends with the marker of the literal behind it.
  const texts = parts.filter((_, index) => index % 2 === 0);
  return texts.map((text, index) => [...parts.slice(2 * index - 1, 2 * index), asking(text)]);
}

/** A text that ends with the marker of a literal, as one that waits for `+`. */
function asking(text: Buffer): Buffer {
  return Buffer.concat([text.subarray(0, -'+}\r\n'.length), Buffer.from('}\r\n')]);
}

function writeValue(value: CommandValue): string {
  if (typeof value === 'string') return quoted(value);
  if (!('type' in value)) return `(${value.map(writeValue).join(' ')})`;
  if (value.type === 'STRING') return quoted(value.value);
  if (value.type === 'ATOM' && !('section' in value) && ATOM.test(value.value)) return value.value;
  throw new Error(`cannot write this ${value.type} between literals`);
}
