import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { manifestName } from '../../main/updates/release-manifest.ts';
import { artefactsOf, unsignedName } from './artefacts.mjs';

/*
 * Prints what a draft of a release says, from the files that are there. A person writes what is new above it.
 *
 *   node scripts/release/release-notes.mjs FOLDER GUIDE
 *
 * GUIDE is where docs/releasing.md can be read.
 */

/** For each processor, as people call the computers. @type {readonly (readonly [what: string, ending: string])[]} */
const downloads = [
  ['Windows', 'win-x64.exe'],
  ['Windows on ARM', 'win-arm64.exe'],
  ['macOS, Apple silicon', 'mac-arm64.dmg'],
  ['macOS, Intel', 'mac-x64.dmg'],
  ['Debian, Ubuntu and their like', 'amd64.deb'],
  ['Fedora, openSUSE and their like', 'x86_64.rpm'],
  ['Any Linux, without installing', 'x86_64.AppImage'],
];

const warnings = {
  windows:
    '**Windows: unsigned.** Windows will say "Windows protected your PC", because it does not know who made this file. Compare its ' +
    'checksum first; then "More info", "Run anyway".',
  macos:
    '**macOS: unsigned.** macOS will say that Apple could not check it for malicious software, and will not open it. Compare its checksum ' +
    'first; then open System Settings, "Privacy & Security", and press "Open Anyway".',
  linux:
    '**Linux: without our signature.** The checksums below tell whether a file arrived as it was built, not who built it; the attestation ' +
    'does.',
  updates: 'What is unsigned does not look for new versions by itself, and says so in its settings.',
};

/**
 * The notes, in Markdown.
 * @param {readonly string[]} names of the release's files
 * @param {string} version
 * @param {string} guide an address
 */
export function releaseNotes(names, version, guide) {
  const artefacts = artefactsOf(version);
  const isUnsigned = (/** @type {import('./artefacts.mjs').System} */ system) =>
    artefacts.some((artefact) => artefact.system === system && names.includes(unsignedName(artefact.name)));
  const unsigned = [
    ...(isUnsigned('windows') ? [warnings.windows] : []),
    ...(isUnsigned('macos') ? [warnings.macos] : []),
    ...(names.includes(manifestName(version)) ? [] : [warnings.linux]),
  ];
  const rows = downloads.flatMap(([what, ending]) => {
    const artefact = artefacts.find(({ name }) => name.endsWith(ending))?.name ?? '';
    const name = [artefact, unsignedName(artefact)].find((each) => names.includes(each));
    return name === undefined ? [] : [`| ${what} | \`${name}\` |`];
  });
  return [
    '## Download',
    ['| for | file |', '| --- | --- |', ...rows].join('\n'),
    unsigned.length === 0 ? 'Signed for Windows, macOS and Linux.' : [...unsigned, warnings.updates].join('\n\n'),
    `[How to check a download, and what each warning means](${guide}#check-a-download)`,
  ].join('\n\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(releaseNotes(readdirSync(process.argv[2] ?? ''), manifest.version, process.argv[3] ?? ''));
