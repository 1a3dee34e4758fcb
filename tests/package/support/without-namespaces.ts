import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Ended } from '../../cli/homing.ts';

/** Everybody is who they are outside. */
const identity = '0 0 65536';

/**
 * Runs a command where no user namespace can be made, as on systems whose administrator forbids it. As root: it is in a namespace itself,
 * in which the limit is another.
 */
export async function withoutNamespaces(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Omit<Ended, 'seconds'>> {
  // Who is root only from now on has the rights of root from the next program on.
  const wait = 'echo ready >&2; read -r _; exec sh -c "$@"';
  const limited = 'echo 0 > /proc/sys/user/max_user_namespaces; ! unshare --user true 2>/dev/null && exec "$@"';
  const child = spawn('unshare', ['--user', 'sh', '-c', wait, 'sh', limited, 'sh', ...command], { env });
  await once(child.stderr, 'data');
  for (const map of ['uid_map', 'gid_map']) writeFileSync(`/proc/${String(child.pid)}/${map}`, identity);
  child.stdin.end('go\n');
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}
