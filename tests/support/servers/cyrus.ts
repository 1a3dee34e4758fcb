import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTestCertificate } from '../dovecot-certificate.ts';
import { RawImap, type RawAccount } from '../raw-imap.ts';
import { freePort, makePlace, requireFolder, startInFolder, untilReady } from './debian-folder.ts';
import { canSignIn, compatUsers, openPatiently, type LimitedServer } from './compat-server.ts';

const password = 'cyrus-test';
const admin = 'admin';

const imapdConf = (extra: string): string => `configdirectory: /srv/conf
partition-default: /srv/spool
defaultpartition: default
proc_path: /run/cyrus/proc
mboxname_lockpath: /run/cyrus/lock
idlesocket: /run/cyrus/idle
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: /srv/sasldb2
sasl_mech_list: PLAIN
autocreate_users: anyone
autocreate_quota: 0
tls_server_cert: /srv/tls.pem
tls_server_key: /srv/tls.key
admins: ${admin}
${extra}`;

const cyrusConf = (port: number): string => `START {
  recover cmd="/usr/lib/cyrus/bin/ctl_cyrusdb -C /srv/imapd.conf -r"
}
SERVICES {
  imaps cmd="/usr/lib/cyrus/bin/imapd -s -C /srv/imapd.conf" listen="127.0.0.1:${String(port)}" prefork=2
}
EVENTS {
}
`;

const script = `mkdir -p /srv/conf /srv/spool /run/cyrus/proc /run/cyrus/lock
for user in ${compatUsers.join(' ')} ${admin}; do echo ${password} | saslpasswd2 -p -c -f /srv/sasldb2 -u "$(hostname)" $user; done
chown -R cyrus:mail /srv /run/cyrus
chmod 600 /srv/tls.key
/usr/lib/cyrus/bin/makedirs /srv/imapd.conf || true
exec /usr/lib/cyrus/bin/master -D -C /srv/imapd.conf -M /srv/cyrus.conf -p /run/cyrus/master.pid`;

/** Starts a real Cyrus. @param extra further lines of imapd.conf */
export async function startCyrus(extra: string): Promise<LimitedServer> {
  requireFolder('cyrus');
  const place = await makePlace();
  const port = await freePort();
  const { caPem } = await makeTestCertificate(place);
  await writeFile(join(place, 'imapd.conf'), imapdConf(extra));
  await writeFile(join(place, 'cyrus.conf'), cyrusConf(port));
  const server = await startInFolder({ server: 'cyrus', place, script });
  const account = (user: string): RawAccount => ({ host: '127.0.0.1', port, user, password, caPem });
  await untilReady(server, place, () => canSignIn(account('other')));
  return {
    account,
    async limit(user, kibibytes) {
      // An account is there once somebody has signed in.
      await (await openPatiently(account(user))).logout();
      const client = await RawImap.open(account(admin));
      await client.command(`SETQUOTA user.${user} (STORAGE ${String(kibibytes)})`);
      await client.logout();
    },
    stop: () => server.stop(),
  };
}
