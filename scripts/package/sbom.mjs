import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';

/** @typedef {import('./shipped-packages.mjs').ShippedPackage} ShippedPackage */

/**
 * The list of what is inside the app, as programs read it that look for known weaknesses: CycloneDX 1.6, JSON. The same input gives the
 * same text: it has no serial number, and a time only where SOURCE_DATE_EPOCH gives one.
 * @param {object} options
 * @param {string} options.version of the app
 * @param {readonly ShippedPackage[]} options.packages
 * @param {string} options.electronVersion
 * @param {string | undefined} [options.sourceDateEpoch] seconds
 * @returns {string}
 */
export function sbomText({ version, packages, electronVersion, sourceDateEpoch }) {
  const app = new Models.Component(Enums.ComponentType.Application, 'homing', {
    version,
    bomRef: `homing@${version}`,
    licenses: new Models.LicenseRepository([new Models.SpdxLicense('MIT')]),
  });
  const electron = new Models.Component(Enums.ComponentType.Framework, 'electron', {
    version: electronVersion,
    bomRef: `electron@${electronVersion}`,
    purl: new PackageURL('npm', undefined, 'electron', electronVersion, undefined, undefined).toString(),
    licenses: new Models.LicenseRepository([new Models.SpdxLicense('MIT')]),
  });
  const components = [electron, ...packages.map(component)];
  for (const part of components) app.dependencies.add(part.bomRef);
  const bom = new Models.Bom({
    metadata: new Models.Metadata({
      component: app,
      ...(sourceDateEpoch ? { timestamp: new Date(Number(sourceDateEpoch) * 1000) } : {}),
    }),
    components: new Models.ComponentRepository(components),
  });
  const normalizers = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return `${new Serialize.JsonSerializer(normalizers).serialize(bom, { sortLists: true, space: 2 })}\n`;
}

/** @param {ShippedPackage} shipped */
function component({ name, version, licence, integrity }) {
  const [scope, rest] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const isNpm = integrity !== null;
  return new Models.Component(Enums.ComponentType.Library, rest ?? name, {
    ...(scope ? { group: scope } : {}),
    version,
    bomRef: `${name}@${version}`,
    purl: new PackageURL(
      isNpm ? 'npm' : 'generic',
      scope,
      isNpm ? (rest ?? name) : name.toLowerCase(),
      version,
    ).toString(),
    hashes: new Models.HashDictionary(isNpm ? hash(integrity) : []),
    licenses: new Models.LicenseRepository([
      / AND /u.test(licence)
        ? new Models.LicenseExpression(licence)
        : isNpm
          ? new Models.SpdxLicense(licence)
          : new Models.NamedLicense(licence),
    ]),
  });
}

/**
 * The hash npm checked the package by.
 * @param {string} integrity as in the lock file: `sha512-` and base64
 * @returns {[[Enums.HashAlgorithm, string]]}
 */
function hash(integrity) {
  const [algorithm, value = ''] = integrity.split('-');
  if (algorithm !== 'sha512') throw new Error(`a hash of another kind: ${integrity}`);
  return [[Enums.HashAlgorithm['SHA-512'], Buffer.from(value, 'base64').toString('hex')]];
}
