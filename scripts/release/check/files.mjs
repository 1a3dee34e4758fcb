import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestName } from '../../../main/updates/release-manifest.ts';
import { artefactsOf, feeds, sbomsOf, unsignedName } from '../artefacts.mjs';
import { hasAuthenticode, hasNotarisation } from '../code-signature.mjs';

/** @typedef {import('../check-release.mjs').Release} Release */

/**
 * Each file is there, once, by the name it deserves, and no other file is: not one of another version, of the fallback runtime, of the
 * end-to-end flavour, or with a secret in it.
 * @param {Release} release
 * @returns {readonly string[]}
 */
export function fileProblems(release) {
  const { names, version } = release;
  const artefacts = artefactsOf(version).map(({ system, name }) =>
    system === 'linux' ? [name] : [name, unsignedName(name)],
  );
  const signature = [manifestName(version), `${manifestName(version)}.sig`];
  const known = new Set([
    ...artefacts.flat(),
    ...sbomsOf(version),
    ...Object.values(feeds),
    ...signature,
    'SHA256SUMS',
  ]);
  return [
    ...artefacts.flatMap((possible) => missingProblem(possible, names)),
    ...[...sbomsOf(version), 'SHA256SUMS'].filter((name) => !names.includes(name)).map((name) => `${name} is missing.`),
    ...names.filter((name) => !known.has(name)).map((name) => `${name} is no file of release ${version}.`),
    ...names.flatMap((name) => markProblem(release, name)),
    ...sbomsOf(version).flatMap((name) => (names.includes(name) ? sbomProblem(release, name) : [])),
  ];
}

/** @param {readonly string[]} possible @param {readonly string[]} names */
function missingProblem(possible, names) {
  const there = possible.filter((name) => names.includes(name));
  if (there.length > 1) return [`${there.join(' and ')} are both there.`];
  return there.length === 1 ? [] : [`${possible.join(' or ')} is missing.`];
}

/** What is unsigned says so in its name, and nothing else does. @param {Release} release @param {string} name */
function markProblem({ folder }, name) {
  const looksSigned = name.endsWith('.exe') ? hasAuthenticode : name.endsWith('.zip') ? hasNotarisation : null;
  if (!looksSigned) return [];
  const isSigned = looksSigned(readFileSync(join(folder, name)));
  if (isSigned === !name.includes('-unsigned')) return [];
  return [
    isSigned ? `${name} is signed, but is named unsigned.` : `${name} is not signed, and does not say so in its name.`,
  ];
}

/** @param {Release} release @param {string} name */
function sbomProblem({ folder, version }, name) {
  try {
    const bom = /** @type {{ bomFormat?: unknown, metadata?: { component?: { version?: unknown } } }} */ (
      JSON.parse(readFileSync(join(folder, name), 'utf8'))
    );
    if (bom.bomFormat === 'CycloneDX' && bom.metadata?.component?.version === version) return [];
  } catch {
    // Neither is this one.
  }
  return [`${name} is no list of what version ${version} is made of.`];
}
