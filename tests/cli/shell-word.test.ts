import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from '../../main/cli/shell-word.ts';

test.each([
  '/home/me/journal.sqlite',
  'a b',
  "it's here",
  '$HOME/`id`',
  'a"b\\c',
  '-x',
  '*?[a]',
  'Ünïcodé — 日本',
  '~x',
  'a;b&c|d',
])('a shell reads %j as it was', (path) => {
  const word = shellWord(path) ?? '';
  expect(execFileSync('/bin/sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' })).toBe(path);
});

test.each(['a\u001b[31mb', 'a\nb', '\u202egnp', 'a\u009bb', 'a\u200bb', ' a'])('%j is not shown', (path) => {
  expect(shellWord(path)).toBeNull();
});
