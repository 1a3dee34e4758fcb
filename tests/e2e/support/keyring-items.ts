import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { asUser, type SecretService } from '../../support/secret-service.ts';

const run = promisify(execFile);
const collection = '/org/freedesktop/secrets/collection/login';

/** How many items lie in the keyring, as the keyring itself counts them: whoever put them there. */
export async function keyringItems({ env }: SecretService): Promise<number> {
  const [program = '', ...args] = [
    ...asUser,
    ...['dbus-send', '--session', '--print-reply', '--dest=org.freedesktop.secrets', collection],
    ...['org.freedesktop.DBus.Properties.Get', 'string:org.freedesktop.Secret.Collection', 'string:Items'],
  ];
  const { stdout } = await run(program, args, { env: { PATH: process.env['PATH'], ...env } });
  return stdout.match(/object path/gu)?.length ?? 0;
}
