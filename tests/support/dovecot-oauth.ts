import { mkdtemp, rm, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDovecot, type Dovecot } from './dovecot.ts';
import type { DovecotOptions } from './dovecot-config.ts';
import type { OauthServer } from './oauth-server.ts';

/**
 * Starts a Dovecot that takes access tokens of an authorization server, asking it about each one (RFC 7662), beside passwords.
 * @param mechanisms what it offers for tokens
 */
export async function startOauthDovecot(
  server: OauthServer,
  options: Partial<DovecotOptions> = {},
  mechanisms = 'oauthbearer xoauth2',
): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'ho-'));
  await chmod(folder, 0o755);
  const [settings, ca] = [join(folder, 'oauth2.conf'), join(folder, 'ca.pem')];
  await writeFile(ca, server.caPem);
  await writeFile(
    settings,
    `introspection_mode = post
introspection_url = ${server.introspection.url}
force_introspection = yes
username_attribute = sub
active_attribute = active
active_value = true
scope = ${server.mailScope}
tls_ca_cert_file = ${ca}
`,
  );
  const dovecot = await startDovecot({
    format: 'maildir',
    separator: '/',
    ...options,
    extraConfig: `auth_mechanisms = plain login ${mechanisms}
passdb {
  driver = oauth2
  mechanisms = ${mechanisms}
  args = ${settings}
}
${options.extraConfig ?? ''}`,
  });
  return {
    ...dovecot,
    async stop() {
      await dovecot.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
