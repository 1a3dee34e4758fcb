import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { readKeys } from '../../main/updates/release-signature.ts';
import { checkout } from '../setup/checkout.mjs';
import { fileProblems } from './check/files.mjs';
import { feedProblems } from './check/feeds.mjs';
import { manifestProblems } from './check/manifest.mjs';
import { sumProblems } from './check/sums.mjs';

/*
 * The gate before a draft: ends with 1, and says everything that is wrong, unless a folder holds a whole release and nothing else.
 *
 *   node scripts/release/check-release.mjs FOLDER
 */

/**
 * What is released.
 * @typedef {object} Release
 * @property {string} folder
 * @property {readonly string[]} names of its files
 * @property {string} version
 * @property {readonly import('node:crypto').KeyObject[]} keys that the app takes releases of
 */

/**
 * Everything that speaks against a release, in words.
 * @param {string} folder
 * @param {string} version
 * @param {readonly import('node:crypto').KeyObject[]} keys
 * @returns {readonly string[]}
 */
export function releaseProblems(folder, version, keys) {
  const release = { folder, names: readdirSync(folder).sort(), version, keys };
  return [fileProblems, sumProblems, manifestProblems, feedProblems].flatMap((rule) => rule(release));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const keys = readKeys(readFileSync(join(checkout, 'resources', 'update-keys.json'), 'utf8'));
  const problems = releaseProblems(process.argv[2] ?? '', manifest.version, keys);
  for (const problem of problems) console.log(`- ${problem}`);
  console.log(problems.length === 0 ? 'The release is whole.' : 'This is not released.');
  process.exitCode = problems.length === 0 ? 0 : 1;
}
