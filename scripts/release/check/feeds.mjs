import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readFeed } from '../../../main/updates/read-feed.ts';
import { manifestName } from '../../../main/updates/release-manifest.ts';
import { artefactsOf, feeds, systems } from '../artefacts.mjs';

/** @typedef {import('../check-release.mjs').Release} Release */
/** @typedef {import('../artefacts.mjs').System} System */

/** Each computer that looks into a system's feed. */
const readers = /** @type {const} */ ({
  windows: [
    ['nsis', 'x64'],
    ['nsis', 'arm64'],
  ],
  macos: [
    ['mac', 'x64'],
    ['mac', 'arm64'],
  ],
  linux: [
    ['appimage', 'x64'],
    ['deb', 'x64'],
  ],
});

/**
 * A feed is there only for what is signed, by its system and by us; and the app itself, reading it as it will, finds in it for each
 * computer a file that is there.
 * @param {Release} release
 * @returns {readonly string[]}
 */
export function feedProblems(release) {
  return systems.flatMap((system) => (release.names.includes(feeds[system]) ? problemsOf(release, system) : []));
}

/** @param {Release} release @param {System} system */
function problemsOf(release, system) {
  const { folder, names, version, keys } = release;
  const name = feeds[system];
  const offered = artefactsOf(version).filter((artefact) => artefact.system === system && artefact.isInFeed);
  /** @type {string[]} */
  const problems = [];
  if (offered.some((artefact) => !names.includes(artefact.name)))
    problems.push(`${name} offers updates to what is not signed.`);
  // On Windows and macOS the system's own check is enough as long as there is no key of ours.
  const needsManifest = system === 'linux' || keys.length > 0;
  if (needsManifest && !names.includes(manifestName(version)))
    problems.push(`${name} is there, but no manifest that we signed.`);
  const feed = /** @type {unknown} */ (parse(readFileSync(join(folder, name), 'utf8')));
  for (const [installer, arch] of readers[system]) {
    const entry = readFeed(feed, installer, arch);
    if (entry === null) problems.push(`${name} is no feed to the app (${installer}, ${arch}).`);
    else problems.push(...entryProblems(release, name, entry));
  }
  return [...new Set(problems)];
}

/**
 * @param {Release} release
 * @param {string} name
 * @param {import('../../../main/updates/read-feed.ts').FeedEntry} entry
 */
function entryProblems({ folder, names, version }, name, entry) {
  const { file } = entry;
  if (entry.version !== version) return [`${name} is of version ${entry.version}.`];
  if (!artefactsOf(version).some((artefact) => artefact.name === file.name) || !names.includes(file.name))
    return [`${name} names ${file.name}, which is not there.`];
  const bytes = readFileSync(join(folder, file.name));
  const isRight = bytes.length === file.size && createHash('sha512').update(bytes).digest('hex') === file.sha512;
  return isRight ? [] : [`${name} is wrong about ${file.name}.`];
}
