import { expect, test } from 'vitest';
import { selfCommand } from '../../main/cli/self-command.ts';

test('starts Node again with its options and the script', () => {
  const started = { execPath: '/n/node', execArgv: ['--max-semi-space-size=8'], versions: {} };
  expect(selfCommand({ ...started, argv: ['/n/node', '/h/main/cli.ts', 'batch', 'list', '--', 'x'] })).toEqual({
    command: '/n/node',
    args: ['--max-semi-space-size=8', '/h/main/cli.ts'],
  });
});

test('starts the package again with its switches, the marker and what ends them', () => {
  const switches = ['--ozone-platform=headless', '--js-flags=--max-semi-space-size=8', '--cli', '--'];
  const started = { execPath: '/usr/lib/homing/homing', execArgv: [], versions: { electron: '45.0.0' } };
  expect(
    selfCommand({ ...started, argv: ['/usr/lib/homing/homing', ...switches, 'batch', 'list', '--', 'x'] }),
  ).toEqual({ command: '/usr/lib/homing/homing', args: switches });
});
