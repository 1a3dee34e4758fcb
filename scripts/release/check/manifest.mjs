import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestName, readManifest } from '../../../main/updates/release-manifest.ts';
import { isSigned } from '../../../main/updates/release-signature.ts';
import { artefactsOf, unsignedName } from '../artefacts.mjs';

/**
 * Our own signature, where there is one, is of a key that the app knows, and over the files that are there.
 * @param {import('../check-release.mjs').Release} release
 * @returns {readonly string[]}
 */
export function manifestProblems({ folder, names, version, keys }) {
  const name = manifestName(version);
  const [isThere, hasSignature] = [names.includes(name), names.includes(`${name}.sig`)];
  if (!isThere && !hasSignature) return [];
  if (!isThere || !hasSignature) return [`Of ${name} and its signature, only one is there.`];
  const text = readFileSync(join(folder, name), 'utf8');
  if (!isSigned(text, readFileSync(join(folder, `${name}.sig`)), keys))
    return [`${name} is signed by no key in resources/update-keys.json.`];
  const manifest = readManifest(text);
  if (manifest === null) return [`${name} is no manifest.`];
  const offered = artefactsOf(version)
    .flatMap((artefact) => [artefact.name, unsignedName(artefact.name)])
    .filter((file) => names.includes(file));
  return [
    ...(manifest.version === version ? [] : [`${name} is of version ${manifest.version}.`]),
    ...offered
      .filter((each) => !manifest.files.some((file) => file.name === each))
      .map((each) => `${name} lacks ${each}.`),
    ...manifest.files
      .filter((file) => !names.includes(file.name) || !isFile(join(folder, file.name), file))
      .map((file) => `${name} is wrong about ${file.name}.`),
  ];
}

/** @param {string} path @param {import('../../../main/updates/release-manifest.ts').ReleaseFile} file */
function isFile(path, { size, sha512 }) {
  const bytes = readFileSync(path);
  return bytes.length === size && createHash('sha512').update(bytes).digest('hex') === sha512;
}
