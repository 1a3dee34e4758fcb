import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tagProblem } from '../../scripts/release/check-tag.mjs';

let folder: string;
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

/** A commit on main that was pushed, one beside it, and tags on both. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'homing-tag-'));
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(join(folder, 'a'), 'a');
  git('add', 'a');
  git('commit', '--quiet', '-m', 'One');
  git('tag', 'v1.2.3');
  git('commit', '--quiet', '--allow-empty', '-m', 'Two');
  git('tag', '-a', 'v1.2.4', '-m', 'annotated');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  git('checkout', '--quiet', '-b', 'beside', 'v1.2.3');
  git('commit', '--quiet', '--allow-empty', '-m', 'Beside');
  git('tag', 'v9.9.9');
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['v1.2.3', '1.2.3', 'v1.2.3', null],
  ['v1.2.4', '1.2.4', 'v1.2.4', null],
  ['v9.9.9', '9.9.9', 'v9.9.9', 'does not lie on main'],
  ['v1.2.4', '1.2.3', 'v1.2.4', 'package.json says 1.2.3'],
  ['1.2.3', '1.2.3', 'v1.2.3', 'the tag must be v1.2.3'],
  ['', '1.2.3', 'v1.2.3', 'the tag must be v1.2.3'],
  ['v1.2.3', '1.2.3', 'v1.2.4', 'not what is checked out'],
  ['v1.2.5', '1.2.5', 'v1.2.4', 'not what is checked out'],
  ['v1.2.3-rc.1', '1.2.3-rc.1', 'v1.2.3', 'no version of three numbers'],
])('tag %s with version %s at %s: %s', (tag, version, at, problem) => {
  git('checkout', '--quiet', at);
  const found = tagProblem(tag, version, folder);
  if (problem === null) expect(found).toBeNull();
  else expect(found).toContain(problem);
});

test('where there is no repository, nothing is released', () => {
  expect(tagProblem('v1.2.3', '1.2.3', tmpdir())).toContain('not what is checked out');
});
