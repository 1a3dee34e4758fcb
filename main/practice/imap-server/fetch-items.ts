import { parseSection, type Section } from './message/section.ts';
import { bad } from './outcome.ts';
import { stringOf, type Value } from './values.ts';

const PLAIN = [
  ...(['UID', 'FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'MODSEQ', 'ENVELOPE', 'BODYSTRUCTURE', 'BODY'] as const),
  ...(['X-GM-MSGID', 'X-GM-LABELS'] as const),
];

/** One thing FETCH asks for. */
export type FetchItem =
  | { readonly kind: 'plain'; readonly name: (typeof PLAIN)[number] }
  | {
      readonly kind: 'section';
      /** How the response names it. */
      readonly label: string;
      readonly section: Section;
      /** True where reading does not set `\Seen`. */
      readonly peek: boolean;
      readonly partial: { readonly origin: number; readonly length: number } | null;
    };

const MACROS: Readonly<Record<string, readonly string[]>> = {
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FULL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY'],
};
const BODY_SECTION = /^BODY(\.PEEK)?\[([^\]]*)\](?:<(\d{1,10})\.(\d{1,10})>)?$/i;
const OLD_SECTIONS: Readonly<Record<string, readonly [string, boolean]>> = {
  RFC822: ['', false],
  'RFC822.HEADER': ['HEADER', true],
  'RFC822.TEXT': ['TEXT', false],
};

/** Parses the items of FETCH. `UID FETCH` always answers with UID. Throws BAD. */
export function parseFetchItems(value: Value | undefined, byUid: boolean): readonly FetchItem[] {
  const names = value?.kind === 'list' ? value.items.map(stringOf) : expandMacro(stringOf(value));
  if (names.length === 0) throw bad('Nothing to fetch');
  const items = names.map(parseItem);
  const asksUid = items.some((item) => item.kind === 'plain' && item.name === 'UID');
  return byUid && !asksUid ? [{ kind: 'plain', name: 'UID' }, ...items] : items;
}

function expandMacro(name: string): readonly string[] {
  return MACROS[name.toUpperCase()] ?? [name];
}

function parseItem(text: string): FetchItem {
  const upper = text.toUpperCase();
  const plain = PLAIN.find((name) => name === upper);
  if (plain !== undefined) return { kind: 'plain', name: plain };
  const old = OLD_SECTIONS[upper];
  if (old !== undefined) {
    return { kind: 'section', label: upper, section: parseSection(old[0]), peek: old[1], partial: null };
  }
  const match = BODY_SECTION.exec(text);
  if (match === null) throw bad(`Unknown fetch item`);
  const inside = (match[2] ?? '').toUpperCase();
  const partial = match[3] === undefined ? null : { origin: Number(match[3]), length: Number(match[4]) };
  const label = `BODY[${inside}]${partial === null ? '' : `<${String(partial.origin)}>`}`;
  return { kind: 'section', label, section: parseSection(inside), peek: match[1] !== undefined, partial };
}
