/** An argument: an atom or a quoted string as text, a literal as octets, or a list. One character is one octet. */
export type Argument = string | Buffer | readonly Argument[];

/** A command as a client sent it. */
export interface Command {
  readonly tag: string;
  /** In upper case; `UID FETCH` is one name. */
  readonly name: string;
  readonly args: readonly Argument[];
  /** For the log: without the octets of literals, and without secrets. */
  readonly line: string;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[()]|(?:[^\s()["]|\[[^\]]*\])+/g;

/** @param parts the command's text, with its literals where they stand */
export function parseCommand(parts: readonly (string | Buffer)[]): Command {
  const [tag, first, ...rest] = argumentsOf(parts);
  const name = textOf(first).toUpperCase();
  const [second, ...others] = rest;
  const line = parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  if (name === 'UID') return { tag: textOf(tag), name: `UID ${textOf(second).toUpperCase()}`, args: others, line };
  const isSecret = name === 'LOGIN' || name === 'AUTHENTICATE';
  return { tag: textOf(tag), name, args: rest, line: isSecret ? `${textOf(tag)} ${name} ***` : line };
}

/** An argument as text; empty for a list and for nothing. */
export function textOf(argument: Argument | undefined): string {
  if (typeof argument === 'string') return argument;
  return Buffer.isBuffer(argument) ? argument.toString('latin1') : '';
}

/** The members of a list; none for anything else. */
export function listOf(argument: Argument | undefined): readonly Argument[] {
  return Array.isArray(argument) ? (argument as readonly Argument[]) : [];
}

function argumentsOf(parts: readonly (string | Buffer)[]): readonly Argument[] {
  const open: Argument[][] = [[]];
  for (const part of parts) {
    if (typeof part !== 'string') open.at(-1)?.push(part);
    else for (const [token] of part.replace(/~?\{\d+\+?\}$/, '').matchAll(TOKEN)) take(open, token);
  }
  return open[0] ?? [];
}

function take(open: Argument[][], token: string): void {
  if (token === '(') open.push([]);
  else if (token === ')') {
    const list = open.length > 1 ? open.pop() : undefined;
    if (list) open.at(-1)?.push(list);
  } else open.at(-1)?.push(token.startsWith('"') ? token.slice(1, -1).replaceAll(/\\(.)/g, '$1') : token);
}
