/**
 * Reads IMAP responses for the tests' own client. Written apart from everything the application uses, so that a mistake
 * there cannot hide itself here.
 */

/** Atoms, quoted strings and literals are bytes as sent; NIL is null. */
export type Token = Buffer | null | Token[];

/** One response: lines (without CRLF) and literals in turn, so that `parts[1]` follows the `{n}` that ends `parts[0]`. */
export type ResponseParts = readonly Buffer[];

const literalAtEnd = /\{(\d+)\}$/;

/** Cuts a byte stream into responses and hands each to `onResponse`. */
export class ResponseReader {
  readonly #onResponse: (parts: ResponseParts) => void;
  #parts: Buffer[] = [];
  #pieces: Buffer[] = [];
  #missing = 0;
  #inLiteral = false;

  constructor(onResponse: (parts: ResponseParts) => void) {
    this.#onResponse = onResponse;
  }

  push(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) rest = this.#inLiteral ? this.#takeLiteral(rest) : this.#takeLine(rest);
  }

  #takeLiteral(chunk: Buffer): Buffer {
    const taken = chunk.subarray(0, this.#missing);
    this.#pieces.push(taken);
    this.#missing -= taken.length;
    if (this.#missing === 0) this.#endPart(false);
    return chunk.subarray(taken.length);
  }

  #takeLine(chunk: Buffer): Buffer {
    const end = chunk.indexOf(10);
    if (end < 0) {
      this.#pieces.push(chunk);
      return Buffer.alloc(0);
    }
    this.#pieces.push(chunk.subarray(0, end + 1));
    const line = Buffer.concat(this.#pieces);
    this.#pieces = [line.subarray(0, line.at(-2) === 13 ? -2 : -1)];
    const literal = literalAtEnd.exec(line.subarray(-24).toString('latin1').trimEnd());
    if (literal) this.#beginLiteral(Number(literal[1]));
    else this.#endResponse();
    return chunk.subarray(end + 1);
  }

  #beginLiteral(length: number): void {
    this.#endPart(true);
    this.#missing = length;
    if (length === 0) this.#endPart(false);
  }

  #endPart(literalFollows: boolean): void {
    const only = this.#pieces.length === 1 ? this.#pieces[0] : undefined;
    this.#parts.push(only ?? Buffer.concat(this.#pieces));
    this.#pieces = [];
    this.#inLiteral = literalFollows;
  }

  #endResponse(): void {
    this.#endPart(false);
    const parts = this.#parts;
    this.#parts = [];
    this.#onResponse(parts);
  }
}

/** `[` opens a part of an atom in which spaces and parentheses are plain, as in `BODY[HEADER.FIELDS (To)]`. */
function endOfAtom(line: string, start: number): number {
  let depth = 0;
  let at = start;
  for (; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '[') depth++;
    else if (char === ']') depth--;
    else if (depth <= 0 && (char === ' ' || char === '(' || char === ')')) break;
  }
  return at;
}

function readQuoted(line: string, start: number): { readonly text: string; readonly next: number } {
  let text = '';
  let at = start + 1;
  while (at < line.length && line.charAt(at) !== '"') {
    if (line.charAt(at) === '\\') at++;
    text += line.charAt(at++);
  }
  return { text, next: at + 1 };
}

function tokenizeLine(line: string, stack: Token[][]): void {
  const top = (): Token[] => stack.at(-1) ?? [];
  let at = 0;
  while (at < line.length) {
    const char = line.charAt(at);
    if (char === ' ') at++;
    else if (char === '(') {
      const list: Token[] = [];
      top().push(list);
      stack.push(list);
      at++;
    } else if (char === ')') {
      stack.pop();
      at++;
    } else if (char === '"') {
      const quoted = readQuoted(line, at);
      top().push(Buffer.from(quoted.text, 'latin1'));
      at = quoted.next;
    } else {
      const end = endOfAtom(line, at);
      const atom = line.slice(at, end);
      top().push(atom === 'NIL' ? null : Buffer.from(atom, 'latin1'));
      at = end;
    }
  }
}

/** Words, strings and lists of one response. */
export function tokenize(parts: ResponseParts): Token[] {
  const root: Token[] = [];
  const stack: Token[][] = [root];
  parts.forEach((part, index) => {
    const isLiteral = index % 2 === 1;
    if (isLiteral) stack.at(-1)?.push(part);
    else tokenizeLine(part.toString('latin1').replace(index < parts.length - 1 ? literalAtEnd : /$^/, ''), stack);
  });
  return root;
}

/** A token as text, one character per byte; lists and NIL as the empty string. */
export function tokenText(token: Token | undefined): string {
  return Buffer.isBuffer(token) ? token.toString('latin1') : '';
}

/** A list of words as texts. */
export function tokenTexts(token: Token | undefined): string[] {
  return Array.isArray(token) ? token.map(tokenText) : [];
}
