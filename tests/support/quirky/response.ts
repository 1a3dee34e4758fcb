import type { Held } from './mailbox.ts';

/** Where an answer breaks off: the connection is closed, or nothing more is said on it. */
export interface Break {
  readonly end: 'drop' | 'silence';
}

/** Part of a response: text (one character for each octet), the octets of a literal, or a break. */
export type Piece = string | Buffer | Break;

/** A response without its CRLF. */
export type Response = readonly Piece[];

/** The value of a data item: text as it stands on the wire, or a literal, which need not be as long as it says. */
export type ItemValue =
  string | { readonly octets: Buffer; readonly announced?: number; readonly ending?: Break['end'] };

/** A data item of a FETCH response. */
export interface FetchItem {
  readonly name: string;
  readonly value: ItemValue;
}

/** An untagged FETCH response. */
export interface FetchAnswer {
  readonly sequence: number;
  readonly message: Held;
  readonly items: readonly FetchItem[];
}

/** A FETCH response for the wire. */
export function writeFetch({ sequence, items }: FetchAnswer): Response {
  const pieces: Piece[] = [`* ${String(sequence)} FETCH (`];
  for (const [index, { name, value }] of items.entries()) {
    const before = index === 0 ? name : ` ${name}`;
    if (typeof value === 'string') pieces.push(`${before} ${value}`);
    else {
      pieces.push(`${before} {${String(value.announced ?? value.octets.length)}}\r\n`, value.octets);
      if (value.ending) pieces.push({ end: value.ending });
    }
  }
  return [...pieces, ')'];
}

/** A string for the wire: quoted where that can carry it. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** A value by its name, or null. */
export function valueOf(answer: FetchAnswer, name: string): ItemValue | null {
  return answer.items.find((item) => item.name === name)?.value ?? null;
}

/** Whether a data item is a message's whole text. */
export function isBody({ name }: FetchItem): boolean {
  return name === 'BODY[]' || name === 'RFC822';
}
