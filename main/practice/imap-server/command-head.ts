import type { CommandPart } from './values.ts';

/** Tag, name and the rest of a command's first line. */
export interface CommandHead {
  readonly tag: string;
  /** Upper case, without `UID`. */
  readonly verb: string;
  readonly byUid: boolean;
  /** The parts with tag and name taken off. */
  readonly args: readonly CommandPart[];
}

const TAG = /^([^\0- (){%*"\\+\u007f-\u00ff]+)(?: |$)/;
const HEAD = /^([^\0- (){%*"\\+\u007f-\u00ff]+) (UID )?([A-Za-z0-9]+)(?: (.*)|)$/is;

/** Splits off tag and name, or null when the line has none. */
export function parseHead(parts: readonly CommandPart[]): CommandHead | null {
  const first = parts[0];
  const match = first !== undefined && 'text' in first ? HEAD.exec(first.text) : null;
  if (match === null) return null;
  const verb = (match[3] ?? '').toUpperCase();
  return {
    tag: match[1] ?? '',
    verb,
    byUid: match[2] !== undefined,
    args: [{ text: match[4] ?? '' }, ...parts.slice(1)],
  };
}

/** The tag of a line that is otherwise no command, so that its BAD reaches who waits for it. */
export function tagOf(parts: readonly CommandPart[]): string | null {
  const first = parts[0];
  return first !== undefined && 'text' in first ? (TAG.exec(first.text)?.[1] ?? null) : null;
}
