import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import packageFacts from '../../package.json' with { type: 'json' };
import { isPlainName, manifestName, readManifest, writeManifest } from '../../main/updates/release-manifest.ts';
import { isSigned, readKeys } from '../../main/updates/release-signature.ts';
import { checkout } from '../setup/checkout.mjs';
import { SetUpError } from '../setup/run-command.mjs';

/*
 * Signs a folder of finished artefacts with our own key:
 *
 *   node scripts/release/sign-artefacts.mjs FOLDER [--version 1.2.3] [--notes FILE]
 *   node scripts/release/sign-artefacts.mjs --new-key
 *
 * The private key, as PEM, is in HOMING_SIGNING_KEY. While one key takes another's place, both are: the new one first.
 */

/** @typedef {import('node:crypto').KeyObject} KeyObject */

/** What people download. */
const downloads = /\.(?:AppImage|deb|rpm|exe|dmg|zip)$/u;

/**
 * Writes the signed manifest beside the artefacts.
 * @param {object} options
 * @param {string} options.folder
 * @param {string} options.version
 * @param {readonly KeyObject[]} options.privateKeys the newest first
 * @param {readonly KeyObject[]} options.publicKeys those built into the app
 * @param {readonly string[]} [options.notes] what is new, a line each
 * @returns {string} the name of the manifest
 */
export function signArtefacts({ folder, version, privateKeys, publicKeys, notes = [] }) {
  const names = readdirSync(folder)
    .filter((name) => downloads.test(name))
    .sort();
  if (names.length === 0) throw new SetUpError(`There is nothing to sign in ${folder}.`);
  const odd = names.find((name) => !isPlainName(name));
  if (odd !== undefined) throw new SetUpError(`The app would not take a file named ${odd}.`);
  const text = writeManifest({ version, notes, files: names.map((name) => describe(folder, name)) });
  if (readManifest(text) === null) throw new SetUpError('The notes are longer than the app reads.');
  const signatures = Buffer.concat(privateKeys.map((key) => sign(null, Buffer.from(text), key)));
  if (!isSigned(text, signatures, publicKeys))
    throw new SetUpError('No app would take this: the public half of the key is not in resources/update-keys.json.');
  const name = manifestName(version);
  writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, `${name}.sig`), signatures);
  return name;
}

/** @param {string} folder @param {string} name */
function describe(folder, name) {
  const bytes = readFileSync(join(folder, name));
  return { name, size: bytes.length, sha512: createHash('sha512').update(bytes).digest('hex') };
}

/**
 * Reads private keys: one PEM after the other.
 * @param {string | undefined} pem
 * @returns {readonly KeyObject[]}
 */
export function readPrivateKeys(pem) {
  const blocks = pem?.match(/-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/gu) ?? [];
  const keys = blocks.map((block) => createPrivateKey(block));
  if (keys.length === 0 || keys.length > 2 || keys.some((key) => key.asymmetricKeyType !== 'ed25519'))
    throw new SetUpError('HOMING_SIGNING_KEY must hold an Ed25519 private key as PEM, or two of them.');
  return keys;
}

/**
 * What stands for a public key in resources/update-keys.json.
 * @param {KeyObject} key private or public
 */
export function publicKeyText(key) {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return half.export({ format: 'der', type: 'spki' }).toString('base64');
}

function tellNewKey() {
  const { privateKey } = generateKeyPairSync('ed25519');
  console.log(`A new key for signing releases. It is shown once and kept nowhere.

1. Private. Into the password manager of those who release, on paper in a safe, and into the secret HOMING_SIGNING_KEY of the
   repository's "release" environment. Never into a file of the checkout:

${privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()}
2. Public. Into resources/update-keys.json, under "keys". While it takes another key's place, both stand there, and both private keys
   in the secret, the new one first:

"${publicKeyText(privateKey)}"`);
}

/** @param {readonly string[]} args */
function main(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'new-key': { type: 'boolean' }, version: { type: 'string' }, notes: { type: 'string' } },
  });
  if (values['new-key']) return tellNewKey();
  const [folder] = positionals;
  if (folder === undefined) throw new SetUpError('Which folder? See the top of scripts/release/sign-artefacts.mjs.');
  const notes = values.notes === undefined ? [] : readFileSync(values.notes, 'utf8').split('\n');
  const name = signArtefacts({
    folder,
    version: values.version ?? packageFacts.version,
    privateKeys: readPrivateKeys(process.env['HOMING_SIGNING_KEY']),
    publicKeys: readKeys(readFileSync(join(checkout, 'resources', 'update-keys.json'), 'utf8')),
    notes: notes.map((line) => line.trim()).filter((line) => line !== ''),
  });
  console.log(`Signed: ${name}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
