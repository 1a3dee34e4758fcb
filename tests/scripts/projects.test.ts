import { expect, test } from 'vitest';
import { projects } from '../../scripts/test/projects.mjs';
import config from '../../vitest.config.ts';

interface Named {
  readonly test: { readonly name: string };
}

test('npm test runs each vitest project but the soak in exactly one of its runs', () => {
  const { test: settings } = config as { readonly test: { readonly projects: readonly Named[] } };
  const all = settings.projects.map(({ test: { name } }) => name);
  const inTests = all.filter((name) => !name.startsWith('soak'));
  expect(inTests.length).toBeGreaterThan(4);
  expect(Object.values(projects).flat().sort()).toEqual(inTests.sort());
});
