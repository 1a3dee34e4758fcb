import { quoted } from './command-line.ts';
import type { CommandValue } from './imapflow-internals.ts';

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

function writeValue(value: CommandValue): string {
  if (typeof value === 'string') return quoted(value);
  if (!('type' in value)) return `(${value.map(writeValue).join(' ')})`;
  if (value.type === 'STRING') return quoted(value.value);
  if (value.type === 'ATOM' && !('section' in value) && ATOM.test(value.value)) return value.value;
  throw new Error(`cannot write this ${value.type} between literals`);
}
