/** The items an index is kept in. */
interface Pages {
  /** @returns null only when the page is not there */
  read(page: string): Promise<string | null>;
  write(page: string, text: string): Promise<void>;
  delete(page: string): Promise<void>;
}

/** Which items there are, kept beside them. */
export interface ItemIndex {
  add(item: string): Promise<void>;
  remove(item: string): Promise<void>;
  all(): Promise<readonly string[]>;
}

/** About 60 names fit into one page; random names spread over 16 leave room for several hundred. */
const digits = '0123456789abcdef';

/**
 * Names of items in 16 items of their own, named `index.0` to `index.f`. keytar's own search is not used: it loads every secret for the
 * names alone, and on Linux it takes the whole process down when one of them is locked or denied.
 */
export function createItemIndex(pages: Pages): ItemIndex {
  const read = async (page: string): Promise<readonly string[]> =>
    ((await pages.read(page)) ?? '').split(' ').filter((item) => item !== '');
  return {
    async add(item) {
      const page = pageOf(item);
      const items = await read(page);
      if (!items.includes(item)) await pages.write(page, [...items, item].join(' '));
    },
    async remove(item) {
      const page = pageOf(item);
      const items = await read(page);
      const left = items.filter((other) => other !== item);
      if (left.length === items.length) return;
      await (left.length === 0 ? pages.delete(page) : pages.write(page, left.join(' ')));
    },
    async all() {
      const found: string[] = [];
      for (const digit of digits) found.push(...(await read(`index.${digit}`)));
      return found;
    },
  };
}

function pageOf(item: string): string {
  let sum = 0;
  for (const letter of item) sum += letter.charCodeAt(0);
  return `index.${digits.charAt(sum % digits.length)}`;
}
