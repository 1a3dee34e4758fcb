import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import parse from 'spdx-expression-parse';
import { SetUpError } from '../setup/run-command.mjs';

/** Under these a program may be passed on with nothing but their text. Another one is a decision for people, who add it here. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** @typedef {ReturnType<typeof parse>} Expression */

/**
 * Which of the licences an SPDX expression offers we take: of alternatives the first that is allowed.
 * @param {string} expression
 * @returns {{ taken: readonly string[], left: readonly string[] } | null} null when none will do
 */
export function chooseLicences(expression) {
  let parsed;
  try {
    parsed = parse(expression);
  } catch {
    return null;
  }
  const taken = choose(parsed);
  return taken && { taken, left: allOf(parsed).filter((name) => !taken.includes(name)) };
}

/** @param {Expression} expression @returns {readonly string[] | null} */
function choose(expression) {
  if ('license' in expression) {
    return allowed.has(expression.license) && !('exception' in expression) ? [expression.license] : null;
  }
  const left = choose(expression.left);
  const right = choose(expression.right);
  if (expression.conjunction === 'or') return left ?? right;
  return left && right && [...left, ...right];
}

/** @param {Expression} expression @returns {readonly string[]} */
function allOf(expression) {
  return 'license' in expression ? [expression.license] : [...allOf(expression.left), ...allOf(expression.right)];
}

/**
 * The full texts that go along with a package: its licence and its notices, but not those of licences we did not take.
 * @param {object} options
 * @param {string} options.folder of the package
 * @param {readonly string[]} options.left licences that were not taken
 * @returns {readonly string[]}
 * Throws a SetUpError when there is none.
 */
export function licenceTexts({ folder, left }) {
  const families = left.map((name) => name.split('-')[0] ?? name);
  const names = readdirSync(folder)
    .filter((name) => /^(?:nro_)?(?:licen[cs]e|copying|notice)/iu.test(name))
    .filter((name) => !families.some((family) => name.includes(family)))
    .sort();
  if (names.length === 0) throw new SetUpError(`${folder} brings no text of its licence, which must go along with it.`);
  return names.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
}
