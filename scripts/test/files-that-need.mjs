import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Test files that import a module, directly or through others.
 * @param {string} module path from the checkout's top
 * @returns {readonly string[]} paths from there
 */
export function testFilesThatNeed(module) {
  // Not glob: the Node that starts a first run may be 20.
  const files = readdirSync('tests', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('tests', name));
  const needing = new Set([join(module)]);
  for (let before = 0; before !== needing.size;) {
    before = needing.size;
    for (const file of files) if (localImports(file).some((path) => needing.has(path))) needing.add(file);
  }
  return [...needing].filter((file) => file.endsWith('.test.ts'));
}

/** @param {string} file */
function localImports(file) {
  const imports = readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/gu);
  return [...imports].map(([, path]) => join(dirname(file), path ?? ''));
}
