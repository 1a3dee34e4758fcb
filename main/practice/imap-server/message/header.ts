/** One header field, unchanged, one character per byte. */
export interface HeaderField {
  /** As written, without the colon. */
  readonly name: string;
  /** Name, colon, value with all folding, and the line end. */
  readonly raw: string;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Where the body begins: behind the first empty line, or `end` when there is none. */
export function bodyStart(message: Buffer, start = 0, end = message.length): number {
  let at = start;
  while (at < end) {
    const lineEnd = message.indexOf(LINE_FEED, at);
    if (lineEnd === -1 || lineEnd >= end) return end;
    const empty = lineEnd === at || (lineEnd === at + 1 && message[at] === CARRIAGE_RETURN);
    at = lineEnd + 1;
    if (empty) return at;
  }
  return end;
}

/** The fields of a header; lines that belong to no field are left out. */
export function headerFields(header: Buffer): HeaderField[] {
  const fields: { name: string; raw: string }[] = [];
  for (const line of header.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const last = fields.at(-1);
    const name = /^([!-9;-~]+)[ \t]*:/.exec(line)?.[1];
    if (/^[ \t]/.test(line) && last !== undefined) last.raw += line;
    else if (name !== undefined) fields.push({ name, raw: line });
  }
  return fields;
}

/** A field's value unfolded and trimmed, or null when there is no such field. The first one counts. */
export function fieldValue(fields: readonly HeaderField[], name: string): string | null {
  const field = fields.find((candidate) => candidate.name.toLowerCase() === name);
  if (field === undefined) return null;
  return field.raw
    .slice(field.raw.indexOf(':') + 1)
    .replace(/\r?\n/g, '')
    .trim();
}
