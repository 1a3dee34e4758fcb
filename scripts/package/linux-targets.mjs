import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../setup/checkout.mjs';
import { outputOf } from '../setup/run-command.mjs';
import { appFolderFor } from './app-folder-for.mjs';
import { builderConfig } from './builder-config.mjs';

/** @typedef {'AppImage' | 'rpm'} BuilderTarget */

const probeMs = 15_000;
const toolsPage = 'https://github.com/electron-userland/electron-builder-binaries/releases';

/**
 * Why electron-builder cannot make a target here, in words; null when nothing is known to stand in its way.
 * @param {BuilderTarget} target
 * @returns {Promise<string | null>}
 */
export async function whyNot(target) {
  if (target === 'rpm' && outputOf('rpmbuild', ['--version']) === null)
    return 'rpmbuild is not installed (package rpm)';
  if (Object.keys(process.env).some((name) => /^(npm_config_)?electron_builder_binaries_mirror$/iu.test(name)))
    return null;
  try {
    await fetch(toolsPage, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(probeMs) });
    return null;
  } catch {
    return `electron-builder fetches the tool for it from ${new URL(toolsPage).host}, which does not answer here`;
  }
}

/** The project's home page, or the repository it is built from. */
function homePage() {
  const { HOMING_HOME_PAGE: page, GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env;
  return page || (server && repository ? `${server}/${repository}` : null);
}

/**
 * @typedef {object} LinuxBuild
 * @property {string} unpacked the packed app
 * @property {string} output
 * @property {import('./stage-app.mjs').Staged} staged
 * @property {import('../setup/electron-runtime.mjs').ElectronRuntime} runtime
 * @property {import('./signing.mjs').Signing} signing
 * @property {string | null} updateUrl
 */

/**
 * Makes one package of the packed app with electron-builder.
 * @param {BuilderTarget} target
 * @param {LinuxBuild} build
 * @param {(options: unknown) => Promise<boolean>} [effectiveOptionComputed] for tests: is told what would be made; true: it is not
 * @returns {Promise<readonly string[]>} the files
 */
export async function buildLinuxTarget(target, build, effectiveOptionComputed) {
  const { unpacked, output, staged, runtime, signing, updateUrl } = build;
  const folder = join(output, `for-${target}`);
  // Updated by those who installed it: an rpm has no part in the app's own updates.
  const feed = target === 'rpm' ? null : updateUrl;
  try {
    const prepackaged = await appFolderFor({ unpacked, folder, kind: target, updateUrl: feed });
    const { build: run, Platform } = await import('electron-builder');
    return await run({
      targets: Platform.LINUX.createTarget([target]),
      projectDir: checkout,
      prepackaged,
      publish: 'never',
      config: {
        ...builderConfig({ flavour: 'release', runtime, staged, output, signing, updateUrl: feed }),
        extraMetadata: { homepage: homePage() },
      },
      ...(effectiveOptionComputed ? { effectiveOptionComputed } : {}),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
