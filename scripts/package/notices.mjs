import providers from '../../resources/providers.json' with { type: 'json' };

/** @typedef {import('./shipped-packages.mjs').ShippedPackage} ShippedPackage */

const line = '-'.repeat(80);

/**
 * The text that lies beside the app: whose work is inside, and under which licence, in full.
 * @param {readonly ShippedPackage[]} packages
 * @param {string} electronVersion
 */
export function noticesText(packages, electronVersion) {
  const list = packages.map(({ name, version, licence }) => `  ${name} ${version} (${licence})`).join('\n');
  return `THIRD-PARTY NOTICES

Homing is under the licence in the file LICENSE. Inside it is the work of others, which is theirs:

${list}

Their licences follow, each text once. Homing runs on Electron ${electronVersion}: its licence is in
LICENSE.electron.txt, those of Chromium, Node.js and what they bring in LICENSES.chromium.html.

The directory of hosts and providers states facts, each with its source. Collections among these are:

${Object.values(providers.sources)
  .map((source) => `  ${source.replace(/, file .*$/u, '')}`)
  .join('\n')}

${groupByTexts(packages).map(section).join('\n\n')}
`;
}

/**
 * Packages of one author often share their text to the letter.
 * @param {readonly ShippedPackage[]} packages
 */
function groupByTexts(packages) {
  /** @type {Map<string, ShippedPackage[]>} */
  const groups = new Map();
  for (const shipped of packages) {
    const text = shipped.texts.join(`\n\n`);
    groups.set(text, [...(groups.get(text) ?? []), shipped]);
  }
  return [...groups];
}

/** @param {readonly [string, readonly ShippedPackage[]]} group */
function section([text, packages]) {
  const names = packages.map(({ name, version }) => `${name} ${version}`).join('\n');
  return `${line}\n${names}\n${line}\n\n${text}`;
}
