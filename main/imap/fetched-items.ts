import { isList, sectionOf, textOf, uint32Of, type ResponseValue } from './response-values.ts';

/** The data items of a message, as far as they were told. */
export class FetchedItems {
  readonly #items: ReadonlyMap<string, ResponseValue>;
  /** What came with a section: the body or a part of it; undefined when none did. */
  readonly section: ResponseValue | undefined;

  constructor(items: ReadonlyMap<string, ResponseValue>, section: ResponseValue | undefined) {
    this.#items = items;
    this.section = section;
  }

  /** An item by its name in upper case. */
  get(name: string): ResponseValue | undefined {
    return this.#items.get(name);
  }

  has(name: string): boolean {
    return this.#items.has(name);
  }

  /** These items and later ones, which count where both tell the same. */
  with(later: FetchedItems): FetchedItems {
    return new FetchedItems(new Map([...this.#items, ...later.#items]), later.section ?? this.section);
  }
}

/** A FETCH response taken apart: null when it is none; the UID is undefined where it was not told, and null where it is none. */
export function readItems(
  list: ResponseValue | undefined,
): { readonly uid: number | null | undefined; readonly fetched: FetchedItems } | null {
  if (!isList(list)) return null;
  const items = new Map<string, ResponseValue>();
  let section: ResponseValue | undefined;
  for (let at = 0; at + 1 < list.length; at += 2) {
    const name = list[at];
    const value = list[at + 1] ?? null;
    if (sectionOf(name)) section = value;
    else items.set((textOf(name) ?? '').toUpperCase(), value);
  }
  const given = items.get('UID');
  const uid = given === undefined ? undefined : uint32Of(given) || null;
  return { uid, fetched: new FetchedItems(items, section) };
}
