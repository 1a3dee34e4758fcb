import { expect, test } from 'vitest';
import { plainName } from '../../../main/engine/plan/plain-name.ts';

const namespace = { prefix: 'INBOX.', delimiter: '.' };

test.each([
  ['INBOX.Entwürfe', 'INBOX.Entwurfe'],
  ['INBOX.A & B.{5}', 'INBOX.A _ B._5_'],
  ['INBOX', 'INBOX'],
  ['INBOX.fine name_1-2', 'INBOX.fine name_1-2'],
])('%j becomes %j', (name, plain) => {
  expect(plainName(name, namespace, [])).toBe(plain);
});

test('what has no letter to keep is told apart by a hash, and always the same', () => {
  const one = plainName('INBOX.日本', namespace, []);
  expect(one).toMatch(/^INBOX\.Folder-[0-9a-f]{8}$/);
  expect(plainName('INBOX.日本', namespace, [])).toBe(one);
  expect(plainName('INBOX.中国', namespace, [])).not.toBe(one);
});

test('nobody gets a name that belongs to somebody else', () => {
  expect(plainName('INBOX.Übung', namespace, ['INBOX.ubung', 'INBOX.Ubung-2'])).toBe('INBOX.Ubung-3');
});
