import { describe, expect, test } from 'vitest';
import { mayOpen, mayOpenSignIn } from '../../main/electron/may-open.ts';

const hosts = ['myaccount.google.com', 'hilfe.gmx.net', 'posteo.de', 'bücher.example', 'xn--mnchen-3ya.example'];

test.each([
  'https://myaccount.google.com/apppasswords',
  'https://hilfe.gmx.net/pop-imap/einschalten.html?a=1&b=2#top',
  'https://posteo.de',
  'https://POSTEO.de/en/site/home',
  'https://bücher.example/',
  'https://xn--bcher-kva.example/',
  'https://münchen.example/',
])('%s may be opened', (url) => {
  expect(mayOpen(url, hosts)).toBe(true);
});

describe('what starts something else on this computer', () => {
  test.each([
    'http://posteo.de/',
    'file:///etc/passwd',
    'file://posteo.de/share/x.exe',
    'smb://posteo.de/share',
    'javascript:alert(1)',
    'JavaScript://posteo.de/%0aalert(1)',
    'ms-settings:privacy',
    'vscode://posteo.de/x',
    'mailto:anna@posteo.de',
    'data:text/html,x',
    'app://bundle/index.html',
    'search-ms:query=x',
    'https:posteo.de',
    'https:/posteo.de',
    'https:///posteo.de',
    'https:\\\\posteo.de\\x',
    '//posteo.de/',
    'posteo.de',
    '',
  ])('%s is not opened', (url) => {
    expect(mayOpen(url, hosts)).toBe(false);
  });
});

describe('what only looks like a page of ours', () => {
  test.each([
    'https://example.com/',
    'https://posteo.de.example.com/',
    'https://evil-posteo.de/',
    'https://www.posteo.de/',
    'https://de/',
    'https://posteo.de./',
    'https://posteo.de@example.com/',
    'https://anna@posteo.de/',
    'https://anna:word@posteo.de/',
    'https://@posteo.de/',
    'https://:@posteo.de/',
    'https://posteo.de:8443/',
    'https://posteo.de:443/',
    'https://posteo.de:/',
    'https://posteo.de\\@example.com/',
    'https://example.com\\.posteo.de/',
    'https://posteo%2Ede/',
    'https://%70osteo.de/',
    'https://pоsteo.de/', // a Cyrillic o
    'https://posteo.de\u2024example.com/',
    'https://bucher.example/',
    'https://[::1]/',
    'https://127.0.0.1/',
  ])('%s is not opened', (url) => {
    expect(mayOpen(url, hosts)).toBe(false);
  });

  test.each([
    ['a line break', 'https://posteo.de/\nx'],
    ['a line break in the scheme', 'ht\ntps://posteo.de/'],
    ['a carriage return', 'https://posteo.de/\r\nHost: x'],
    ['a tab', 'https://pos\tteo.de/'],
    ['a space in front', ' https://posteo.de/'],
    ['a space behind', 'https://posteo.de/ '],
    ['NUL', 'https://posteo.de/\0'],
    ['an escape', 'https://posteo.de/\u001B[2J'],
    ['a bidirectional override', 'https://posteo.de/\u202Egpj.exe'],
    ['a zero-width space', 'https://posteo.de/\u200B'],
    ['half a character', 'https://posteo.de/\uD800'],
    ['too much', `https://posteo.de/${'x'.repeat(500)}`],
  ])('with %s it is not opened', (_what, url) => {
    expect(mayOpen(url, hosts)).toBe(false);
  });
});

test('a list that holds no hosts opens nothing', () => {
  expect(mayOpen('https://posteo.de/', [])).toBe(false);
  for (const host of [
    '',
    'posteo.de/',
    'https://posteo.de',
    'anna@posteo.de',
    'posteo.de:443',
    '*',
    '.de',
    'posteo.de#',
  ])
    expect(mayOpen('https://posteo.de/', [host]), host).toBe(false);
});

describe('the page of a sign-in', () => {
  const endpoint = 'https://login.example.org/oauth2/authorize';
  const query = new URLSearchParams({
    scope: 'https://mail.example.org/ offline',
    login_hint: 'anna@example.org',
    state: 'a-b_c.d~e',
  });

  test('is the endpoint with a query', () => {
    expect(mayOpenSignIn(`${endpoint}?${query.toString()}`, endpoint)).toBe(true);
    expect(mayOpenSignIn(`${endpoint}?tenant=x&${query.toString()}`, `${endpoint}?tenant=x`)).toBe(true);
    expect(mayOpenSignIn('https://127.0.0.1:8443/authorize?a=b', 'https://127.0.0.1:8443/authorize')).toBe(true);
  });

  test.each([
    endpoint,
    `${endpoint}?`,
    `${endpoint}/more?a=b`,
    `${endpoint}#a=b`,
    `${endpoint}?a=b#c`,
    `${endpoint}?a=b c`,
    `${endpoint}?a=b\nc`,
    `${endpoint}?a=b"c`,
    `${endpoint}?a=b\\c`,
    `${endpoint}?a=${'b'.repeat(4000)}`,
    `${endpoint}@example.com?a=b`,
    'https://login.example.org.example.com/oauth2/authorize?a=b',
    'https://login.example.org/other?a=b',
    'file:///etc/passwd?a=b',
  ])('is not %j', (url) => {
    expect(mayOpenSignIn(url, endpoint)).toBe(false);
  });

  test.each([
    'http://login.example.org/a',
    'file:///a',
    'javascript:a',
    'https://anna@login.example.org/a',
    'https://login.example.org/a#b',
    'ms-settings:a',
    '',
  ])('has no endpoint like %j', (odd) => {
    expect(mayOpenSignIn(`${odd}?a=b`, odd)).toBe(false);
  });
});
