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

/** Packages whose authors name the MIT licence but bring no text, looked up one by one: they get the licence's own words. */
const mitWithoutText = new Set(['lazy-val']);

const mitText = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to
the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR
ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH
THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/**
 * The full texts that go along with a package: its licence and its notices, but not those of licences we did not take.
 * @param {object} options
 * @param {string} options.folder of the package
 * @param {string} options.name of the package
 * @param {string} options.author as its package.json names it
 * @param {readonly string[]} options.left licences that were not taken
 * @returns {readonly string[]}
 * Throws a SetUpError when there is none.
 */
export function licenceTexts({ folder, name, author, left }) {
  const families = left.map((licence) => licence.split('-')[0] ?? licence);
  const names = readdirSync(folder)
    .filter((file) => /^(?:nro_)?(?:licen[cs]e|copying|notice)/iu.test(file))
    .filter((file) => !families.some((family) => file.includes(family)))
    .sort();
  if (names.length === 0 && mitWithoutText.has(name))
    return [`The MIT License\n\nCopyright (c) ${author}\n\n${mitText}`];
  if (names.length === 0) throw new SetUpError(`${folder} brings no text of its licence, which must go along with it.`);
  return names.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
}
