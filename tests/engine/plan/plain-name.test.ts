import { expect, test } from 'vitest';
import { plainComponent } from '../../../main/engine/plan/plain-name.ts';

test.each([
  ['Entwürfe', 'Entwurfe'],
  ['A & B', 'A _ B'],
  ['{5}', '_5_'],
  ['fine name_1-2', 'fine name_1-2'],
  ['two  spaces ', 'two spaces'],
])('%j becomes %j', (name, plain) => {
  expect(plainComponent(name)).toBe(plain);
});

test('what has no letter to keep is told apart by a hash, and always the same', () => {
  const one = plainComponent('日本');
  expect(one).toMatch(/^Folder-[0-9a-f]{8}$/);
  expect(plainComponent('日本')).toBe(one);
  expect(plainComponent('中国')).not.toBe(one);
});
