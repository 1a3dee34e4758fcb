import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The files below a folder that hold a text in some form that needs no key: as it is, UTF-16, hexadecimal or Base64. */
export async function filesThatHold(folder: string, text: string): Promise<readonly string[]> {
  const forms = formsOf(text);
  const found: string[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    const file = join(folder, name);
    if (!(await stat(file)).isFile()) continue;
    const content = await readFile(file);
    if (forms.some((form) => content.includes(form))) found.push(name);
  }
  return found;
}

function formsOf(text: string): readonly Buffer[] {
  const littleEndian = Buffer.from(text, 'utf16le');
  return [Buffer.from(text), littleEndian, Buffer.from(littleEndian).swap16()].flatMap((bytes) => [
    bytes,
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('hex').toUpperCase()),
    ...[0, 1, 2].map((shift) => base64Inside(bytes, shift)),
  ]);
}

/** What stays the same of a text in Base64, whatever stands before and after it. */
function base64Inside(bytes: Buffer, shift: number): Buffer {
  const shifted = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  return Buffer.from(shifted.slice(shift === 0 ? 0 : shift + 1, -4));
}
