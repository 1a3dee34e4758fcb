import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { expect, test } from 'vitest';
import { serverFolder } from '../../scripts/setup/server-folders.mjs';
import { startCourier } from '../support/servers/courier.ts';
import { startCyrus } from '../support/servers/cyrus.ts';

/** Processes that live in a server's Debian. */
function inside(server: 'cyrus' | 'courier'): string[] {
  // The cache may lie behind a link.
  const root = realpathSync(serverFolder(server));
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/root`) === root;
    } catch {
      return false; // gone meanwhile
    }
  });
}

test.each([
  ['cyrus', () => startCyrus('altnamespace: yes\n')],
  ['courier', () => startCourier()],
] as const)('nothing of %s is left when it is stopped', async (name, start) => {
  const others = new Set(inside(name));
  const server = await start();
  const ours = inside(name).filter((pid) => !others.has(pid));
  expect(ours).not.toEqual([]);
  await server.stop();
  await expect.poll(() => inside(name).filter((pid) => ours.includes(pid)), { timeout: 10_000 }).toEqual([]);
});
