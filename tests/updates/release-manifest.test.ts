import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readManifest, writeManifest, type ReleaseManifest } from '../../main/updates/release-manifest.ts';
import { isSigned, readKeys } from '../../main/updates/release-signature.ts';
import { problemOf } from '../../scripts/release/verify-download.mjs';
import { publicKeyText, readPrivateKeys, signArtefacts } from '../../scripts/release/sign-artefacts.mjs';

const hash = 'a'.repeat(128);
const sample: ReleaseManifest = {
  version: '1.2.3',
  notes: ['Faster.', 'Speaks German: « Hallo ».'],
  files: [
    { name: 'homing-1.2.3-linux-x86_64.AppImage', size: 123, sha512: hash },
    { name: 'homing_1.2.3_amd64.deb', size: 0, sha512: 'b'.repeat(128) },
  ],
};

describe('a manifest', () => {
  test('is read as it was written', () => {
    expect(readManifest(writeManifest(sample))).toEqual(sample);
    expect(readManifest(writeManifest({ ...sample, notes: [] }))).toEqual({ ...sample, notes: [] });
  });

  const text = writeManifest(sample);
  test.each([
    ['without its last line end', text.slice(0, -1)],
    ['of another format', text.replace('format 1', 'format 2')],
    ['of another product', text.replace('org.homing.app', 'org.other.app')],
    ['without a version', text.replace(/# version.*\n/u, '')],
    ['with two versions', text.replace(/(# version.*\n)/u, '$1$1')],
    ['with an unknown line', text.replace('# note: Faster.', '# other: x')],
    ['with Windows’ line ends', text.replaceAll('\n', '\r\n')],
    ['with a size of another file', text.replace('# size: 123  homing-', '# size: 123  other-')],
    ['without a size', text.replace(/# size: 123.*\n/u, '')],
    ['without a hash', text.replace(new RegExp(`${hash}.*\\n`, 'u'), '')],
    ['with a shorter hash', text.replace(hash, hash.slice(1))],
    ['with a file in another folder', text.replaceAll('homing_1.2.3', '../homing_1.2.3')],
    ['with the same file twice', writeManifest({ ...sample, files: [...sample.files, ...sample.files] })],
    ['without files', writeManifest({ ...sample, files: [] })],
    ['longer than any', writeManifest({ ...sample, notes: Array.from({ length: 1000 }, () => 'x'.repeat(100)) })],
    ['that is empty', ''],
  ])('%s is none', (_what, wrong) => {
    expect(readManifest(wrong)).toBeNull();
  });
});

describe('a signature', () => {
  const [one, two, stranger] = [0, 1, 2].map(() => generateKeyPairSync('ed25519').privateKey) as [
    ReturnType<typeof createPrivateKey>,
    ReturnType<typeof createPrivateKey>,
    ReturnType<typeof createPrivateKey>,
  ];
  const text = writeManifest(sample);
  const by = (key: typeof one, of = text): Buffer => sign(null, Buffer.from(of), key);
  const [publicOne, publicTwo] = [createPublicKey(one), createPublicKey(two)];

  test('counts when it is of a known key over this very text', () => {
    expect(isSigned(text, by(one), [publicOne])).toBe(true);
    expect(isSigned(text, by(stranger), [publicOne, publicTwo])).toBe(false);
    expect(isSigned(`${text} `, by(one), [publicOne])).toBe(false);
    expect(isSigned(text, by(one, text.replace('1.2.3', '1.2.4')), [publicOne])).toBe(false);
    expect(isSigned(text, by(one), [])).toBe(false);
  });

  test('of one key is enough while it takes the other’s place', () => {
    const both = Buffer.concat([by(two), by(one)]);
    expect(isSigned(text, both, [publicOne]), 'an app that knows the old key only').toBe(true);
    expect(isSigned(text, both, [publicTwo]), 'an app that knows the new key only').toBe(true);
    expect(isSigned(text, Buffer.concat([by(stranger), by(stranger)]), [publicOne])).toBe(false);
  });

  test('that is cut, empty, too long or changed by one bit does not count', () => {
    const right = by(one);
    const wrong = [
      Buffer.alloc(0),
      Buffer.alloc(64),
      right.subarray(0, 63),
      Buffer.concat([right, Buffer.alloc(1)]),
      Buffer.concat([right, right, right]),
      ...[0, 20, 63].map((at) => Buffer.from(right.map((octet, place) => (place === at ? octet ^ 1 : octet)))),
    ];
    expect(wrong.map((signature) => isSigned(text, signature, [publicOne]))).toEqual(wrong.map(() => false));
  });

  test('keys of another kind are refused', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    expect(() => readKeys(JSON.stringify({ keys: [publicKeyText(other)] }))).toThrow('Ed25519');
    expect(() => readKeys(JSON.stringify({ keys: ['AAAA'] }))).toThrow(/key|asn1/iu);
    expect(readKeys('{"keys": []}')).toEqual([]);
    expect(() => readPrivateKeys(undefined)).toThrow('HOMING_SIGNING_KEY');
  });
});

describe('signing a folder', () => {
  const privateKey = generateKeyPairSync('ed25519').privateKey;
  const publicKeys = [createPublicKey(privateKey)];

  async function signedFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'homing-signing-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'homing-1.2.3-linux-x86_64.AppImage'), 'an AppImage');
    await writeFile(join(folder, 'homing_1.2.3_amd64.deb'), 'a .deb');
    await writeFile(join(folder, 'sbom.json'), '{}');
    signArtefacts({ folder, version: '1.2.3', privateKeys: [privateKey], publicKeys });
    return folder;
  }

  test('lets anybody check it with openssl and sha512sum, or with ours', async () => {
    const folder = await signedFolder();
    const der = publicKeyText(privateKey);
    await writeFile(join(folder, 'key.pem'), `-----BEGIN PUBLIC KEY-----\n${der}\n-----END PUBLIC KEY-----\n`);
    const verify = ['pkeyutl', '-verify', '-pubin', '-inkey', 'key.pem', '-rawin'];
    const files = ['-in', 'homing-1.2.3.manifest', '-sigfile', 'homing-1.2.3.manifest.sig'];
    expect(execFileSync('openssl', [...verify, ...files], { cwd: folder, encoding: 'utf8' })).toContain('Success');
    const sums = ['--check', '--strict', '--ignore-missing', 'homing-1.2.3.manifest'];
    expect(execFileSync('sha512sum', sums, { cwd: folder, encoding: 'utf8' })).toBe(
      'homing-1.2.3-linux-x86_64.AppImage: OK\nhoming_1.2.3_amd64.deb: OK\n',
    );
    expect(await problemOf(join(folder, 'homing_1.2.3_amd64.deb'), publicKeys)).toBeNull();
  });

  test('tells what is wrong with a download', async () => {
    const folder = await signedFolder();
    const deb = join(folder, 'homing_1.2.3_amd64.deb');
    const stranger = [createPublicKey(generateKeyPairSync('ed25519').privateKey)];
    expect(await problemOf(deb, stranger)).toContain('not of the authors');
    expect(await problemOf(join(folder, 'sbom.json'), publicKeys)).toContain('does not name it');
    await writeFile(deb, 'a .DEB');
    expect(await problemOf(deb, publicKeys)).toContain('bytes');
    await rm(join(folder, 'homing-1.2.3.manifest.sig'));
    expect(await problemOf(deb, publicKeys)).toContain('no manifest with its signature');
  });

  test('refuses a key that no app knows, and names that no app takes', async () => {
    const folder = await signedFolder();
    const options = { folder, version: '1.2.3', privateKeys: [privateKey], publicKeys: [] };
    expect(() => signArtefacts(options)).toThrow('update-keys.json');
    await writeFile(join(folder, 'Homing Setup.exe'), '');
    expect(() => signArtefacts({ ...options, publicKeys })).toThrow('Homing Setup.exe');
  });
});
