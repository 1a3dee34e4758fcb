import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests that need nothing but Node. */
const withoutServers = [
  'tests/{shared,engine,journal,electron,scripts,updates}/**/*.test.ts',
  'tests/services/desk-*.test.ts',
  'tests/architecture.test.ts',
];
/** Of these, what stops at every step, kills processes or tries thousands of inputs: it takes its time, and runs with the integration tests. */
const thorough = [
  'tests/engine/**/*exactly-once.test.ts',
  'tests/engine/**/*{.property,properties}.test.ts',
  'tests/journal/{kill,damage}.test.ts',
];
/** The quick ones. As files, so that everything else is an integration test, and none is forgotten. */
const unit = globSync(withoutServers, { exclude: thorough });
const soak = ['tests/soak/**/*.test.ts'];
/** Made-up inputs: the same each time, but new ones in the soak. */
const properties = globSync('tests/{shared,engine,journal,services,electron,imap}/**/*.test.ts').filter((file) =>
  readFileSync(file, 'utf8').includes("from 'fast-check'"),
);
/** What the program remembers belongs into no developer's home. */
const env = { XDG_STATE_HOME: resolve('node_modules/.cache/test-state') };
const setupFiles = ['tests/support/property-seed.ts'];
/** What is waited for comes from servers and processes, and on a busy machine they take their time. */
const patient = { poll: { timeout: 20_000 } };
const e2e = ['tests/e2e/**'];
const renderer = ['tests/renderer/**'];
const packages = ['tests/package/**'];

/**
 * Whatever runs together: half of the time tests wait, for servers, processes and browsers. The same for all, so that vitest fills one
 * project's waits with another's work.
 */
const maxWorkers = 3;
/** Windows on one display take the focus from each other; where there is none, the tests start one for each worker. */
const hasDisplayForEach = process.platform === 'linux' && !process.env['DISPLAY'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: unit,
          setupFiles,
          env,
          testTimeout: 60_000,
          maxWorkers,
          expect: patient,
          // None of them changes what others see; loading everything anew for each took half of the time.
          isolate: false,
        },
      },
      {
        // Real servers, real processes.
        test: {
          name: 'integration',
          include: ['tests/**/*.test.ts'],
          exclude: [...unit, ...soak, ...e2e, ...renderer, ...packages],
          setupFiles,
          env,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers,
          expect: patient,
        },
      },
      // The built app in a real window.
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/build-app.ts'],
          env,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: hasDisplayForEach ? 2 : 1,
          expect: patient,
        },
      },
      // What people download: packed, installed, updated.
      {
        test: {
          name: 'package',
          include: ['tests/package/**/*.test.ts'],
          globalSetup: ['tests/package/pack-all.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          expect: patient,
        },
      },
      // The page in plain Chromium, with a made-up main process: for states that are hard to reach.
      {
        test: {
          name: 'renderer',
          include: ['tests/renderer/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers,
          // What the page asks for arrives after the press that made it ask.
          expect: patient,
        },
      },
      { test: { name: 'soak', include: soak, testTimeout: 3_600_000, hookTimeout: 600_000 } },
      // Here each step is one to stop at.
      {
        test: {
          name: 'soak-stops',
          include: ['tests/engine/**/*exactly-once.test.ts'],
          env: { HOMING_EVERY_STEP: 'yes' },
          testTimeout: 3_600_000,
        },
      },
      {
        test: {
          name: 'soak-properties',
          include: properties,
          setupFiles,
          env: { HOMING_SEED: 'new' },
          testTimeout: 3_600_000,
        },
      },
    ],
  },
});
