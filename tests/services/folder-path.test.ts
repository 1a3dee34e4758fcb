import { expect, it } from 'vitest';
import { folderPath } from '../../main/services/folder-path.ts';

const belowInbox = { prefix: 'INBOX.', delimiter: '.' };
const slashes = { prefix: '', delimiter: '/' };

it.each([
  ['INBOX', belowInbox, 'INBOX'],
  ['INBOX.Projects.House', belowInbox, 'Projects › House'],
  ['inbox.Projects', belowInbox, 'Projects'],
  ['Projects/House', slashes, 'Projects › House'],
  ['Projects.House', slashes, 'Projects.House'],
  ['INBOX/Below', slashes, 'INBOX › Below'],
  ['[Gmail]/Sent Mail', slashes, '[Gmail] › Sent Mail'],
  ['Flat.Name', { prefix: '', delimiter: null }, 'Flat.Name'],
  ['INBOX.Projects', null, 'INBOX.Projects'],
  ['/', slashes, '/'],
  ['A//B/', slashes, 'A › B'],
  ['A\u202E/\u0000B', slashes, 'A › B'],
])('%j below %j is %j', (name, namespace, path) => {
  expect(folderPath(name, namespace)).toBe(path);
});

it('keeps the last part of a long path, and as many of the first as there is room for', () => {
  const parts = Array.from({ length: 30 }, (_, place) => `Level number ${String(place)}`);
  const path = folderPath(parts.join('/'), slashes);
  expect(path).toMatch(/^Level number 0 › Level number 1 › .* › … › Level number 29$/u);
  expect([...path].length).toBeLessThanOrEqual(120);
  const endless = folderPath(`Top/${'x'.repeat(500)}`, slashes);
  expect(endless).toMatch(/x+…$/u);
  expect([...endless].length).toBeLessThanOrEqual(121);
});
