import { expect, test } from 'vitest';
import type { Keychain } from '../../main/services/keychain-port.ts';

/** Tests what holds for every keychain. */
export function keepsItsPromises(open: () => Keychain): void {
  const newItem = (): string => crypto.randomUUID();

  test('gives back what it was given', async () => {
    const item = newItem();
    expect(await open().read(item)).toBeNull();
    await open().write(item, 'sesame');
    expect(await open().read(item)).toBe('sesame');
  });

  test('writes over what was there', async () => {
    const item = newItem();
    await open().write(item, 'old');
    await open().write(item, 'new');
    expect(await open().read(item)).toBe('new');
    expect((await open().items()).filter((name) => name === item)).toEqual([item]);
  });

  test('forgets what it is told to, and that alone', async () => {
    const [gone, kept] = [newItem(), newItem()];
    await open().write(gone, 'one');
    await open().write(kept, 'two');
    await open().delete(gone);
    expect(await open().read(gone)).toBeNull();
    expect(await open().read(kept)).toBe('two');
    const items = await open().items();
    expect(items).toContain(kept);
    expect(items).not.toContain(gone);
  });

  test('does not mind deleting what is not there', async () => {
    const item = newItem();
    await open().delete(item);
    await open().write(item, 'x');
    await open().delete(item);
    await open().delete(item);
    expect(await open().read(item)).toBeNull();
  });

  test('lists all items of many', async () => {
    const names = Array.from({ length: 40 }, newItem);
    for (const name of names) await open().write(name, name);
    const items = await open().items();
    expect(names.filter((name) => !items.includes(name))).toEqual([]);
    expect(items.filter((name) => !/^[0-9a-f-]{36}$/u.test(name))).toEqual([]);
    for (const name of names) await open().delete(name);
    expect((await open().items()).filter((name) => names.includes(name))).toEqual([]);
  });

  test.each([
    ['umlauts', 'pässwört'],
    ['far planes', '🕊️ 鳩 голубь'],
    ['decomposed letters', 'e\u0301\u0323'],
    ['blanks around it', '  \tx\n '],
    ['quotes and shells', `"'\`$(rm)\\%s{}`],
    ['2,500 bytes', 'ü'.repeat(1_250)],
  ])('keeps %s as they are', async (_name, secret) => {
    const item = newItem();
    await open().write(item, secret);
    expect(await open().read(item)).toBe(secret);
  });

  test.each([
    ['2,501 bytes', `${'ü'.repeat(1_250)}x`, /more than 2500 bytes/u],
    ['nothing', '', /empty/u],
    ['NUL', 'se\0same', /must be text/u],
    ['half a character', '\uD83D', /must be text/u],
  ])('refuses %s, and keeps what was there', async (_name, secret, words) => {
    const item = newItem();
    await open().write(item, 'before');
    await expect(open().write(item, secret)).rejects.toThrow(words);
    expect(await open().read(item)).toBe('before');
  });

  test.each(['jane@example.org', 'jane', '', 'index.0', 'a/b-c-d-e-f', 'x'.repeat(65)])(
    'is not to know an item %j',
    async (item) => {
      await expect(open().write(item, 'x')).rejects.toThrow(/8 to 64 letters/u);
      await expect(open().read(item)).rejects.toThrow(/8 to 64 letters/u);
      await expect(open().delete(item)).rejects.toThrow(/8 to 64 letters/u);
    },
  );

  test('answers calls that come all at once', async () => {
    const names = Array.from({ length: 8 }, newItem);
    await Promise.all(names.map((name) => open().write(name, name)));
    expect(await Promise.all(names.map((name) => open().read(name)))).toEqual(names);
    expect(await open().items()).toEqual(expect.arrayContaining(names));
  });
}
