import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerFromBundle } from '../../main/electron/bundle-files.ts';

let root: string;
afterAll(() => rm(dirname(root), { recursive: true }));
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'homing-bundle-'));
  root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(join(folder, 'renderer-beside'));
  await writeFile(join(root, 'index.html'), '<h1>Homing</h1>');
  await writeFile(join(root, 'assets', 'index.js'), 'export {}');
  await writeFile(join(folder, 'x.js'), 'secret');
  await writeFile(join(folder, 'renderer-beside', 'x.js'), 'secret');
});

const get = (url: string): Promise<Response> => answerFromBundle({ method: 'GET', url }, root);

test('a file of the bundle comes with its type and the policy', async () => {
  const answer = await get('app://bundle/index.html');
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe('<h1>Homing</h1>');
  expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(answer.headers.get('Content-Security-Policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; " +
      'trusted-types default',
  );
  expect((await get('app://bundle/assets/index.js')).status).toBe(200);
});

test.each([
  'app://bundle/../../x.js',
  'app://bundle/../x.js',
  'app://bundle/%2e%2e/x.js',
  'app://bundle/%2e%2e%2fx.js',
  'app://bundle/assets/..%2f..%2fx.js',
  'app://bundle/..%5cx.js',
  'app://bundle/..\\x.js',
  'app://bundle/%252e%252e%252fx.js',
  'app://bundle/../renderer-beside/x.js',
  'app://bundle//evil/x.js',
  'app://bundle//etc/passwd',
  'app://bundle/index.html%00.js',
  'app://bundle/%E0%A4%A',
  `app://bundle/${'a'.repeat(5000)}.js`,
  'app://bundle/',
  'app://bundle/assets',
  'app://bundle/missing.js',
  'app://bundle/index.html/',
  'app://other/index.html',
  'app://user:word@bundle/index.html',
  'app://bundle:1/index.html',
  'file:///etc/passwd',
  'https://bundle/index.html',
  'nonsense',
])('%s is not found', async (url) => {
  const answer = await get(url);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toBe('');
});

test.each(['POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS'])('%s is not allowed', async (method) => {
  expect((await answerFromBundle({ method, url: 'app://bundle/index.html' }, root)).status).toBe(405);
});
