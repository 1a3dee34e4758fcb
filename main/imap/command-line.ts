import type { CommandValue } from './imapflow-internals.ts';

/** A value as a quoted string. Only for values without CR, LF and NUL, which no quoted string can carry (RFC 9051 4.3). */
export function quoted(value: string): string {
  if (/[\r\n\0]/.test(value)) throw new Error('A quoted string cannot carry CR, LF or NUL');
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** A command for people and tests to read: without the arguments that prove who we are, and without the bytes of literals. */
export function describeCommand(command: string, values: readonly CommandValue[]): string {
  if (/^(LOGIN|AUTHENTICATE)$/i.test(command)) return `${command} ***`;
  return [command, ...values.map(describeValue)].join(' ');
}

function describeValue(value: CommandValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (isValueList(value)) return `(${value.map(describeValue).join(' ')})`;
  if (value.type === 'STREAM') return `{${String(value.length)}}`;
  if (value.type === 'LITERAL') return `{${String(value.value.length)}}`;
  if ('sensitive' in value && value.sensitive) return '***';
  const section = 'section' in value ? `[${value.section.map(describeValue).join(' ')}]` : '';
  return value.type === 'STRING' ? JSON.stringify(value.value) : value.value + section;
}

function isValueList(value: CommandValue): value is readonly CommandValue[] {
  return Array.isArray(value);
}
