import { quoted } from './command-line.ts';
import { isList, textOf, type ResponseValue } from './response-values.ts';

/** Who we say we are; nothing about the person or the machine. */
const CLIENT_NAME = 'Homing';
const LONGEST_SERVER_NAME = 200;

/** The ID command (RFC 2971), without its tag. */
export function whoWeAre(clientVersion: string): string {
  return `ID ("name" ${quoted(CLIENT_NAME)} "version" ${quoted(clientVersion)})`;
}

/** Name and version out of the fields of an ID response, for people to read; null when it says neither. */
export function readServerName(fields: ResponseValue | undefined): string | null {
  if (!isList(fields)) return null;
  const said = (wanted: string): string => {
    const at = fields.findIndex((value, index) => index % 2 === 0 && textOf(value)?.toLowerCase() === wanted);
    return at === -1 ? '' : (textOf(fields[at + 1]) ?? '');
  };
  return `${said('name')} ${said('version')}`.trim().slice(0, LONGEST_SERVER_NAME) || null;
}
