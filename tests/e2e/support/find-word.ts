import { opendir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * What a word of letters and digits looks like in bytes, written in the ways programs write things down. URLs, quoted-printable, JSON and
 * HTML leave such a word as it is; for the rest it must be known in each form. Base64 by what stays the same whatever stands around it, so
 * that `\0user\0password` is found too.
 */
function formsOf(word: string): ReadonlyMap<string, Buffer> {
  const forms = new Map<string, Buffer>();
  const little = Buffer.from(word, 'utf16le');
  const encodings = { 'UTF-8': Buffer.from(word), 'UTF-16LE': little, 'UTF-16BE': Buffer.from(little).swap16() };
  for (const [name, bytes] of Object.entries(encodings)) {
    forms.set(name, bytes);
    forms.set(`${name} in hexadecimal`, Buffer.from(bytes.toString('hex')));
    for (const shift of [0, 1, 2]) forms.set(`${name} in Base64, shifted by ${String(shift)}`, base64(bytes, shift));
  }
  return forms;
}

function base64(bytes: Buffer, shift: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  // Without the letters at both ends that depend on what stands before and after.
  return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -4));
}

/** In which forms some bytes hold a word; hexadecimal and Base64 in either alphabet. */
export function formsIn(content: Buffer, word: string): readonly string[] {
  const lower = Buffer.from(content.toString('latin1').toLowerCase(), 'latin1');
  return [...formsOf(word)].flatMap(([name, form]) => {
    const hay = name.endsWith('hexadecimal') ? lower : content;
    const urlSafe = Buffer.from(form.toString('latin1').replaceAll('+', '-').replaceAll('/', '_'), 'latin1');
    const isThere = hay.includes(form) || (name.includes('Base64') && hay.includes(urlSafe));
    return isThere ? [name] : [];
  });
}

/** Every place below a folder, in a file or in a name, that holds a word, as `path: form`. */
export async function placesWith(folder: string, word: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const entry of await opendir(folder, { recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const named = formsIn(Buffer.from(entry.name), word).map((form) => `the name, ${form}`);
    const held = entry.isFile() ? formsIn(await contentOf(path), word) : [];
    found.push(...[...named, ...held].map((form) => `${relative(folder, path)}: ${form}`));
  }
  return found;
}

/** Nothing for a file that a running app has just removed. */
async function contentOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
