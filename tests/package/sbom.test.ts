import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import { beforeAll, expect, test } from 'vitest';
import { sbomText } from '../../scripts/package/sbom.mjs';
import { shippedPackages } from '../../scripts/package/shipped-packages.mjs';

interface Component {
  readonly type: string;
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly unknown[];
}

const made = (sourceDateEpoch?: string): string =>
  sbomText({ version: '1.2.3', packages: shippedPackages(), electronVersion: '45.4.1', sourceDateEpoch });
let bom: {
  readonly metadata: { readonly component: Component; readonly timestamp?: string };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
};
beforeAll(() => {
  bom = JSON.parse(made()) as typeof bom;
});

const nameOf = ({ group, name }: Component): string => (group ? `${group}/${name}` : name);

test('is valid CycloneDX 1.6', async () => {
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  expect(await validator.validate(made('1700000000'))).toBeNull();
  // The check can fail.
  expect(await validator.validate(made().replace('"library"', '"book"'))).not.toBeNull();
});

test('lists each package that ships, and Electron, as part of the app', () => {
  const names = [...shippedPackages().map(({ name, version }) => `${name}@${version}`), 'electron@45.4.1'].sort();
  expect(bom.components.map((component) => `${nameOf(component)}@${component.version}`).sort()).toEqual(names);
  expect(bom.metadata.component).toMatchObject({ type: 'application', name: 'homing', version: '1.2.3' });
  const parts = bom.dependencies.find(({ ref }) => ref === 'homing@1.2.3')?.dependsOn ?? [];
  expect([...parts].sort()).toEqual(names);
});

test('each has a licence and an address that leads to its package; those of npm the hash they came by', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { integrity: string }>;
  };
  for (const component of bom.components) {
    expect(component.licenses?.length, component.name).toBeGreaterThan(0);
    const address = PackageURL.fromString(component.purl);
    expect(address.version).toBe(component.version);
    if (address.type !== 'npm' || component.name === 'electron') continue;
    expect(component.hashes).toHaveLength(1);
  }
  const zod = bom.components.find(({ name }) => name === 'zod');
  const integrity = lock.packages[join('node_modules', 'zod')]?.integrity.replace('sha512-', '') ?? '';
  expect(zod?.hashes).toEqual([{ alg: 'SHA-512', content: Buffer.from(integrity, 'base64').toString('hex') }]);
  expect(bom.components.filter(({ purl }) => !purl.startsWith('pkg:npm/')).map(({ purl }) => purl)).toEqual([
    expect.stringMatching(/^pkg:generic\/sqlite@3\.\d+\.\d+$/u),
  ]);
});

test('the same parts give the same text, with a time only where one is given', () => {
  expect(made()).toBe(made());
  expect(made()).not.toMatch(/timestamp|serialNumber/u);
  expect(JSON.parse(made('1700000000'))).toMatchObject({ metadata: { timestamp: '2023-11-14T22:13:20.000Z' } });
});
