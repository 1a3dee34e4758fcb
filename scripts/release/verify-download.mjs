import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isAnnounced } from '../../main/updates/check-file.ts';
import { readManifest } from '../../main/updates/release-manifest.ts';
import { isSigned, readKeys } from '../../main/updates/release-signature.ts';
import { checkout } from '../setup/checkout.mjs';

/*
 * Says whether downloaded files are what the authors of Homing signed. The manifest and its signature lie beside them:
 *
 *   node scripts/release/verify-download.mjs FILE...
 *
 * The same by hand, with key.pem made of a line of resources/update-keys.json (the first 64 octets of the signature, while there are two):
 *
 *   openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in homing-1.2.3.manifest -sigfile homing-1.2.3.manifest.sig
 *   sha512sum --check --ignore-missing homing-1.2.3.manifest
 */

/**
 * What is wrong with a file, or null.
 * @param {string} file
 * @param {readonly import('node:crypto').KeyObject[]} keys
 * @returns {Promise<string | null>}
 */
export async function problemOf(file, keys) {
  const folder = dirname(resolve(file));
  const signed = readdirSync(folder)
    .filter((name) => name.endsWith('.manifest') && existsSync(join(folder, `${name}.sig`)))
    .map((name) => ({
      text: readFileSync(join(folder, name), 'utf8'),
      signatures: readFileSync(join(folder, `${name}.sig`)),
    }));
  if (signed.length === 0) return 'there is no manifest with its signature beside it';
  const genuine = signed.filter(({ text, signatures }) => isSigned(text, signatures, keys));
  if (genuine.length === 0) return 'the signature of the manifest is not of the authors';
  const entries = genuine.flatMap(({ text }) => readManifest(text)?.files ?? []);
  const entry = entries.find(({ name }) => name === basename(file));
  if (entry === undefined) return 'the signed manifest does not name it';
  return (await isAnnounced(file, entry)) ? null : 'its bytes are others than those that were signed';
}

/** @param {readonly string[]} files */
async function main(files) {
  const keys = readKeys(readFileSync(join(checkout, 'resources', 'update-keys.json'), 'utf8'));
  if (keys.length === 0) console.error('There are no keys in resources/update-keys.json: nothing can be told.');
  if (keys.length === 0 || files.length === 0) process.exitCode = 1;
  for (const file of keys.length === 0 ? [] : files) {
    const problem = await problemOf(file, keys);
    console.log(`${file}: ${problem ?? 'signed by the authors of Homing'}`);
    if (problem !== null) process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
