import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTestCertificate } from '../dovecot-certificate.ts';
import type { RawAccount } from '../raw-imap.ts';
import { canSignIn, compatUsers, type LimitedServer } from './compat-server.ts';
import { freePort, makePlace, requireFolder, startInFolder, untilReady } from './debian-folder.ts';
import { startTlsFront } from './tls-front.ts';

const password = 'courier-test';
/** Debian's user and group `mail`. */
const mailUser = 8;

/** Its configuration must be in /etc/courier: a copy of that is mounted there. */
const mounts = `cp -a "$ROOT/etc/courier" "$PLACE/etc"
mount --bind "$PLACE/etc" "$ROOT/etc/courier"`;

const script = (port: number): string => `mkdir -p /run/courier/authdaemon
chmod 755 /run/courier /run/courier/authdaemon
sed -i 's/^authmodulelist=.*/authmodulelist="authuserdb"/' /etc/courier/authdaemonrc
touch /etc/courier/userdb
chmod 700 /etc/courier/userdb
chmod 755 /srv
for user in ${compatUsers.join(' ')}; do
  mkdir -p /srv/home/$user
  maildirmake.courier /srv/home/$user/Maildir
  chown -R mail:mail /srv/home/$user
  userdb $user set home=/srv/home/$user mail=/srv/home/$user/Maildir uid=${String(mailUser)} gid=${String(mailUser)}
  echo ${password} | userdbpw -md5 | userdb $user set imappw
done
makeuserdb
authdaemond start
set -a
. /etc/courier/imapd
set +a
exec couriertcpd -address=127.0.0.1 -maxprocs=40 -maxperip=4 -nodnslookup -noidentlookup ${String(port)} \\
  /usr/lib/courier/courier/imaplogin /usr/bin/imapd Maildir`;

/** Starts a real Courier behind TLS, with the four connections for each address that it allows by default. */
export async function startCourier(): Promise<LimitedServer> {
  requireFolder('courier');
  const place = await makePlace();
  const port = await freePort();
  const certificate = await makeTestCertificate(place);
  const front = await startTlsFront(port, certificate);
  const server = await startInFolder({ server: 'courier', place, mounts, script: script(port) });
  const account = (user: string): RawAccount => ({
    host: '127.0.0.1',
    port: front.port,
    user,
    password,
    caPem: certificate.caPem,
  });
  await untilReady(server, place, () => canSignIn(account('other')));
  return {
    account,
    async limit(user, kibibytes) {
      // maildirquota(7): the first line is the limit; what is used is counted anew at the next look.
      const file = join(place, 'home', user, 'Maildir', 'maildirsize');
      await writeFile(file, `${String(kibibytes * 1024)}S\n`);
      await chown(file, mailUser, mailUser);
    },
    async stop() {
      await front.stop();
      await server.stop();
    },
  };
}
