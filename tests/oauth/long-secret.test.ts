import { beforeEach, expect, test } from 'vitest';
import { createSessionKeychain } from '../../main/credentials/session-keychain.ts';
import { deleteLongSecret, readLongSecret, writeLongSecret } from '../../main/services/tokens/long-secret.ts';

const item = 'a1b2c3d4e5f6a7b8';
let keychain = createSessionKeychain();

beforeEach(() => {
  keychain = createSessionKeychain();
});

test.each([1, 2399, 2400, 2401, 2500, 4800, 4801, 9600])(
  'a secret of %i bytes comes back as it was',
  async (length) => {
    const secret = Array.from({ length }, (_, at) => String.fromCodePoint(97 + (at % 26))).join('');
    await writeLongSecret(keychain, item, secret);
    expect(await readLongSecret(keychain, item)).toBe(secret);
    await deleteLongSecret(keychain, item);
    expect(await keychain.items()).toEqual([]);
  },
);

test('letters of several bytes are not cut in two', async () => {
  const secret = '密é😀'.repeat(700);
  await writeLongSecret(keychain, item, secret);
  expect(await readLongSecret(keychain, item)).toBe(secret);
});

test('a shorter one leaves nothing of a longer one', async () => {
  await writeLongSecret(keychain, item, 'a'.repeat(9000));
  await writeLongSecret(keychain, item, 'b'.repeat(3000));
  expect((await keychain.items()).toSorted()).toEqual([item, `${item}-2`]);
  await writeLongSecret(keychain, item, 'c');
  expect(await keychain.items()).toEqual([item]);
  expect(await readLongSecret(keychain, item)).toBe('c');
});

test('parts that do not belong together are no secret', async () => {
  await writeLongSecret(keychain, item, 'a'.repeat(5000));
  // As when a process ends between two parts.
  await keychain.write(`${item}-2`, 'b'.repeat(2400));
  expect(await readLongSecret(keychain, item)).toBeNull();
  await keychain.delete(`${item}-2`);
  expect(await readLongSecret(keychain, item)).toBeNull();
});

test('a secret that looks like a first part is kept as what it is', async () => {
  const secret = `~parts:2:${'0'.repeat(32)}:rest`;
  await writeLongSecret(keychain, item, secret);
  expect(await readLongSecret(keychain, item)).toBe(secret);
});

test('what four items cannot hold is refused, and the old one stays', async () => {
  await writeLongSecret(keychain, item, 'old');
  await expect(writeLongSecret(keychain, item, 'x'.repeat(9601))).rejects.toThrow(RangeError);
  expect(await readLongSecret(keychain, item)).toBe('old');
});
