import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { TestCertificate } from './dovecot-certificate.ts';

/** What can be chosen about a throw-away Dovecot. */
export interface DovecotOptions {
  readonly format: 'maildir' | 'mdbox';
  readonly separator: '.' | '/';
  /** Prefix of the personal namespace, for example `INBOX.`. */
  readonly prefix?: string;
  /** Storage quota in MiB per user, without grace; no quota at all when absent. */
  readonly quotaMegabytes?: number;
  /** Sent, Drafts, Archive, Junk and Trash exist, are subscribed and marked by RFC 6154. Default: INBOX only. */
  readonly specialUse?: boolean;
  /** Every name can sign in; the first of these is `user`. Default: `mover@example.org`. */
  readonly users?: readonly string[];
  /** Connections one user may hold from one address (Dovecot's own default is 10). Default 100. */
  readonly maxConnectionsPerUser?: number;
  /** Write through to the disk as a real server does. Default: no, since nothing here outlives a test. */
  readonly fsync?: boolean;
  /** Further mail plugins, for example `listescape`. */
  readonly plugins?: readonly string[];
  /** Appended to the configuration, so that it wins over everything above. */
  readonly extraConfig?: string;
}

/** Where one instance lives. */
export interface DovecotPlace {
  readonly folder: string;
  readonly password: string;
  readonly certificate: TestCertificate;
  readonly port: number;
  readonly starttlsPort: number;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Who owns the mail: `nobody` when we are root, since Dovecot never opens mail as root; ourselves otherwise. */
export function mailOwner(): Owner {
  const uid = process.getuid?.() ?? 0;
  if (uid !== 0) return { uid, gid: process.getgid?.() ?? uid };
  const nobody = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return { uid: Number(nobody?.[1] ?? 65534), gid: Number(nobody?.[2] ?? 65534) };
}

function processes(): string {
  // Nobody to change to and no chroot when we are not root.
  const user = process.getuid?.() === 0 ? null : userInfo().username;
  const alone = user ? `default_internal_user = ${user}\ndefault_login_user = ${user}\ndefault_internal_group =` : '';
  const chroot = user ? 'chroot =' : '';
  return `${alone}
default_vsz_limit = 2G
service imap-login {
  ${chroot}
  process_min_avail = 2
  process_limit = 300
}
service imap {
  process_limit = 300
}
service anvil {
  ${chroot}
  # No growing delays after refused passwords.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  ${chroot}
}`;
}

function listeners(place: DovecotPlace): string {
  return `service imap-login {
  inet_listener imap {
    port = ${String(place.starttlsPort)}
  }
  inet_listener imaps {
    port = ${String(place.port)}
    ssl = yes
  }
}`;
}

function mailLocation(options: DovecotOptions): string {
  if (options.format === 'mdbox') return 'mdbox:~/mdbox';
  // Maildir++ cannot hold a dot in a name; with "/" as delimiter a name may have one.
  return options.separator === '/' ? 'maildir:~/Maildir:LAYOUT=fs' : 'maildir:~/Maildir';
}

function personalNamespace(options: DovecotOptions): string {
  const special = ['Sent', 'Drafts', 'Archive', 'Junk', 'Trash']
    .map((name) => `  mailbox ${name} {\n    special_use = \\${name}\n    auto = subscribe\n  }\n`)
    .join('');
  return `namespace inbox {
  inbox = yes
  separator = ${options.separator}
  prefix = ${options.prefix ?? ''}
${options.specialUse === true ? special : ''}}`;
}

function quota(options: DovecotOptions): string {
  if (options.quotaMegabytes === undefined) return '';
  return `plugin {
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:storage=${String(options.quotaMegabytes)}M
  quota_grace = 0
}`;
}

/** The whole configuration file of a throw-away Dovecot 2.3. */
export function dovecotConfig(options: DovecotOptions, place: DovecotPlace): string {
  const { uid, gid } = mailOwner();
  const wantsQuota = options.quotaMegabytes !== undefined;
  const plugins = [...(wantsQuota ? ['quota'] : []), ...(options.plugins ?? [])].join(' ');
  const home = join(place.folder, 'users', '%u');
  return `protocols = imap
listen = 127.0.0.1
base_dir = ${join(place.folder, 'run')}
state_dir = ${join(place.folder, 'state')}
log_path = ${join(place.folder, 'dovecot.log')}
ssl = required
ssl_cert = <${place.certificate.certFile}
ssl_key = <${place.certificate.keyFile}
auth_mechanisms = plain login
auth_failure_delay = 0
auth_username_chars =
auth_username_format = %u
passdb {
  driver = static
  args = password=${place.password}
}
userdb {
  driver = static
  args = uid=${String(uid)} gid=${String(gid)} home=${home} allow_all_users=yes
}
first_valid_uid = 1
first_valid_gid = 1
mail_location = ${mailLocation(options)}
mail_fsync = ${options.fsync === true ? 'optimized' : 'never'}
mail_plugins = ${plugins}
protocol imap {
  mail_plugins = ${plugins}${wantsQuota ? ' imap_quota' : ''}
  mail_max_userip_connections = ${String(options.maxConnectionsPerUser ?? 100)}
}
${processes()}
${listeners(place)}
${personalNamespace(options)}
${quota(options)}
${options.extraConfig ?? ''}
`;
}
