import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { entryOf } from '../support/desktop-entry.ts';

const linux = join('resources', 'linux');
const hasCommand = (name: string): boolean => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

describe('what Linux desktops are told', () => {
  const desktop = entryOf(readFileSync(join(linux, 'org.homing.app.desktop'), 'utf8'));
  const metainfo = new DOMParser().parseFromString(
    readFileSync(join(linux, 'org.homing.app.metainfo.xml'), 'utf8'),
    'application/xml',
  );
  const elements = (name: string) => {
    const list = metainfo.getElementsByTagName(name);
    return Array.from({ length: list.length }, (_, index) => list.item(index)).flatMap((element) => element ?? []);
  };
  const texts = (name: string, language = ''): readonly string[] =>
    elements(name)
      .filter((element) => (element.getAttribute('xml:lang') ?? '') === language)
      .map((element) => element.textContent ?? '');

  test('the entry of the menu is in English and French, and opens no files and no addresses', () => {
    for (const name of ['GenericName', 'Comment', 'Keywords']) {
      expect(desktop[name]).toBeTruthy();
      expect(desktop[`${name}[fr]`]).toBeTruthy();
    }
    expect(desktop).toMatchObject({ Name: 'Homing', Exec: 'homing', Icon: 'homing', Categories: 'Network;Email;' });
    expect(desktop['MimeType']).toBeUndefined();
  });

  test('the description has what software centres need, in both languages alike', () => {
    expect(texts('id')).toEqual(['org.homing.app']);
    expect(texts('launchable')).toEqual(['org.homing.app.desktop']);
    expect(texts('project_license')).toEqual(['MIT']);
    expect(texts('summary')).toEqual([desktop['Comment']]);
    expect(texts('summary', 'fr')).toEqual([desktop['Comment[fr]']]);
    for (const name of ['p', 'li']) {
      expect(texts(name).length).toBeGreaterThan(0);
      expect(texts(name, 'fr')).toHaveLength(texts(name).length);
    }
    for (const name of ['content_rating', 'metadata_license', 'developer', 'icon', 'binary'])
      expect(elements(name)).toHaveLength(1);
  });

  test.runIf(hasCommand('appstreamcli'))('AppStream finds nothing wrong', () => {
    const file = join(linux, 'org.homing.app.metainfo.xml');
    const { status, stdout } = spawnSync('appstreamcli', ['validate', '--no-net', file], { encoding: 'utf8' });
    expect(stdout).not.toMatch(/^[EW]:/mu);
    expect(status).toBe(0);
  });

  test.runIf(hasCommand('desktop-file-validate'))('desktop-file-validate finds nothing wrong', () => {
    const { stdout, status } = spawnSync('desktop-file-validate', [join(linux, 'org.homing.app.desktop')], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  test('the app has the name by which its windows are found', () => {
    expect(desktop['StartupWMClass']).toBe('Homing');
    const { productName } = JSON.parse(readFileSync('package.json', 'utf8')) as { productName: string };
    expect(productName).toBe('Homing');
  });
});

describe('icons', () => {
  const sides = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
  const icons = join('resources', 'icons');
  /** Width and height in a PNG's first chunk. */
  const sizeOf = (png: Buffer): readonly number[] => {
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    return [png.readUInt32BE(16), png.readUInt32BE(20)];
  };

  test.each(sides)('%d pixels', (side) => {
    expect(sizeOf(readFileSync(join(icons, 'app', `${String(side)}x${String(side)}.png`)))).toEqual([side, side]);
  });

  test('of Windows: each entry leads to a picture of its size', () => {
    const ico = readFileSync(join(icons, 'app.ico'));
    const found = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
      const entry = 6 + 16 * index;
      const [length, offset] = [ico.readUInt32LE(entry + 8), ico.readUInt32LE(entry + 12)];
      const side = ico.readUInt8(entry) || 256;
      expect(sizeOf(ico.subarray(offset, offset + length))).toEqual([side, side]);
      return side;
    });
    expect(found).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  test('of macOS: each block holds a picture of its size', () => {
    const icns = readFileSync(join(icons, 'app.icns'));
    expect(icns.subarray(0, 4).toString()).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const found: number[] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
      found.push(sizeOf(icns.subarray(at + 8))[0] ?? 0);
    expect(found).toEqual([16, 32, 128, 256, 512, 1024, 32, 64, 256, 512]);
  });
});
