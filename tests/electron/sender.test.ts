import { expect, test } from 'vitest';
import { isOurMainFrame } from '../../main/electron/sender.ts';

test('only the main frame of our own page is heard', () => {
  const url = 'app://bundle/index.html';
  expect(isOurMainFrame({ url, parent: null })).toBe(true);
  expect(isOurMainFrame({ url, parent: { url } })).toBe(false);
  expect(isOurMainFrame(null)).toBe(false);
});

test.each([
  '',
  'about:blank',
  'app://other/index.html',
  'app://bundle.example/index.html',
  'app://bundle@other/index.html',
  'https://bundle/index.html',
  'file:///index.html',
  'data:text/html,x',
])('a page at "%s" is not', (url) => {
  expect(isOurMainFrame({ url, parent: null })).toBe(false);
});
