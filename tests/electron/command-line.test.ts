import { expect, test } from 'vitest';
import { commandLineOf } from '../../main/electron/command-line.ts';

test.each([
  [
    ['--cli', '--', 'run', '--json'],
    ['run', '--json'],
  ],
  [['--ozone-platform=headless', '--cli', '--'], []],
  [
    ['.', '--cli', '--', 'batch', '--', '--cli'],
    ['batch', '--', '--cli'],
  ],
])('%j is a command line', (given, args) => {
  expect(commandLineOf(['/usr/lib/homing/homing', ...given])).toEqual(args);
});

test.each([[[]], [['--cli']], [['--', '--cli']], [['--lang=fr', '--', 'run']]])('%j is a window', (given) => {
  expect(commandLineOf(['/usr/lib/homing/homing', ...given])).toBeNull();
});
