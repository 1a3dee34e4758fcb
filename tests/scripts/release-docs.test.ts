import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { publicKeyText, signArtefacts } from '../../scripts/release/sign-artefacts.mjs';

/** OpenSSL 3 and GNU's sums, as on Linux. */
const canVerify =
  process.platform === 'linux' &&
  /^OpenSSL [3-9]/u.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout);

const folder = mkdtempSync(join(tmpdir(), 'homing-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = 'homing-1.2.3-linux-x86_64.AppImage';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const commands = /```sh\n(printf [^`]+)```/u.exec(readFileSync('docs/releasing.md', 'utf8'))?.[1] ?? '';

function follow(key = publicKey): { status: number | null; said: string } {
  const env = { ...process.env, KEY: publicKeyText(key) };
  const done = spawnSync('sh', ['-ec', commands], { cwd: folder, env, encoding: 'utf8' });
  return { status: done.status, said: done.stdout + done.stderr };
}

test.runIf(canVerify)('the commands by which a person checks a download tell right from wrong', () => {
  const path = join(folder, file);
  writeFileSync(path, 'the app');
  signArtefacts({ folder, version: '1.2.3', privateKeys: [privateKey], publicKeys: [publicKey] });
  const right = follow();
  expect(right.said).toContain('Signature Verified Successfully');
  expect(right.said).toContain(`${file}: OK`);
  expect(right.status).toBe(0);
  expect(follow(generateKeyPairSync('ed25519').publicKey)).toMatchObject({ status: 1 });
  writeFileSync(path, 'another app');
  expect(follow()).toMatchObject({ status: 1 });
  writeFileSync(path, 'the app');
  const manifest = join(folder, 'homing-1.2.3.manifest');
  execFileSync('sed', ['-i', 's/the/THE/; s/version: 1/version: 2/', manifest]);
  expect(follow()).toMatchObject({ status: 1 });
});
