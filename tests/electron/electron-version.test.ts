import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * Electron gets security fixes for its newest three majors (electronjs.org/docs/latest/tutorial/electron-timelines).
 * Read from `npm view electron dist-tags`; whoever raises Electron writes the new facts here.
 */
const newest = { major: 45, readOn: '2026-11-21' };
const supported = 3;
const staleDays = 90;

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly devDependencies?: Readonly<Record<string, string>> }>
  >;
}

test('Electron is one of the majors that get security fixes', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  const major = Number((packages['node_modules/electron']?.version ?? '').split('.')[0]);
  expect(packages['']?.devDependencies?.['electron']).toMatch(new RegExp(`^\\^${String(major)}\\.`, 'u'));
  expect(major).toBeGreaterThan(newest.major - supported);
  expect(major).toBeLessThanOrEqual(newest.major);
  if (major < newest.major) console.warn(`Electron ${String(major)} is behind ${String(newest.major)}: raise it soon.`);
  const days = (Date.now() - Date.parse(newest.readOn)) / 86_400_000;
  if (days > staleDays)
    console.warn(`What is known of Electron's versions is ${days.toFixed(0)} days old: look again.`);
});
