import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * SHA256SUMS names each other file once, with its sum.
 * @param {import('../check-release.mjs').Release} release
 * @returns {readonly string[]}
 */
export function sumProblems({ folder, names }) {
  if (!names.includes('SHA256SUMS')) return [];
  const lines = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
  const sums = lines.map((line) => /^([0-9a-f]{64}) [ *](\S+)$/u.exec(line));
  if (sums.includes(null)) return ['SHA256SUMS has lines that are no sums.'];
  const told = sums.map((match) => ({ sum: match?.[1], name: match?.[2] ?? '' }));
  const files = names.filter((name) => name !== 'SHA256SUMS');
  return [
    ...files.filter((name) => !told.some((line) => line.name === name)).map((name) => `SHA256SUMS lacks ${name}.`),
    ...told
      .filter(({ name, sum }) => !files.includes(name) || sum !== sha256(join(folder, name)))
      .map(({ name }) => `SHA256SUMS is wrong about ${name}.`),
    ...(new Set(told.map(({ name }) => name)).size === told.length ? [] : ['SHA256SUMS names a file twice.']),
  ];
}

/** @param {string} file */
function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
