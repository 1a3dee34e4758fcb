import { pathToFileURL } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { outputOf } from '../setup/run-command.mjs';

/*
 * Ends with 1 unless a tag may become a release:
 *
 *   node scripts/release/check-tag.mjs v1.2.3
 */

/**
 * What speaks against releasing what is checked out under a tag; null when nothing does.
 * @param {string} tag
 * @param {string} version of package.json
 * @param {string} folder the checkout, with the history of `origin/main`
 * @returns {string | null}
 */
export function tagProblem(tag, version, folder) {
  if (!/^\d+\.\d+\.\d+$/u.test(version)) return `${version} in package.json is no version of three numbers.`;
  if (tag !== `v${version}`) return `The tag is ${tag}, but package.json says ${version}: the tag must be v${version}.`;
  const git = (/** @type {string[]} */ ...args) => outputOf('git', ['-C', folder, ...args]);
  const head = git('rev-parse', 'HEAD');
  if (head === null || git('rev-parse', `${tag}^{commit}`) !== head) return `${tag} is not what is checked out.`;
  if (git('merge-base', '--is-ancestor', 'HEAD', 'origin/main') === null)
    return `${tag} does not lie on main: only what was reviewed and tested there is released.`;
  return null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problem = tagProblem(process.argv[2] ?? '', manifest.version, process.cwd());
  console.log(problem ?? `${process.argv[2] ?? ''} is version ${manifest.version}, and on main.`);
  process.exitCode = problem === null ? 0 : 1;
}
