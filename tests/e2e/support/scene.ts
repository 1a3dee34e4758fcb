import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDovecot, type Dovecot } from '../../support/dovecot.ts';
import type { DovecotOptions } from '../../support/dovecot-config.ts';
import { rawAccount } from '../../support/dovecot-move.ts';
import type { RawAccount } from '../../support/raw-imap.ts';
import { startSecretService, type SecretService } from '../../support/secret-service.ts';
import { openHoming, type AppCommand, type Homing, type OpenOptions } from './open-homing.ts';
import type { TypedAccount } from './wizard.ts';

/** Two mail servers, a keychain, and a place for the app's files: all that a move needs. */
export interface Scene {
  readonly old: Dovecot;
  readonly new: Dovecot;
  /** Null where the computer has none. */
  readonly keyring: SecretService | null;
  /** Everything the app writes, through all its starts. */
  readonly folder: string;
  /** What makes the app trust the servers' authorities. */
  readonly trust: Readonly<Record<string, string>>;
  /** Starts the app; again after it ended. */
  open(options?: Partial<OpenOptions>): Promise<Homing>;
  close(): Promise<void>;
}

/** What can be chosen about a scene. */
export interface SceneOptions {
  readonly command: AppCommand;
  readonly old?: Partial<DovecotOptions>;
  readonly new?: Partial<DovecotOptions>;
  readonly hasKeyring?: boolean;
  /** Whether the computer trusts the servers' authorities; default: yes. */
  readonly trusts?: boolean;
  /** Further ones to trust, PEM. */
  readonly authorities?: readonly string[];
}

/** Sets the scene. The two servers differ as much as two Dovecots can. */
export async function openScene(options: SceneOptions): Promise<Scene> {
  const { command, hasKeyring = true, trusts = true, authorities = [] } = options;
  const folder = await mkdtemp(join(tmpdir(), 'homing-e2e-'));
  const [old, other, keyring] = await Promise.all([
    startDovecot({ format: 'maildir', separator: '.', prefix: 'INBOX.', users: ['anna@old.example'], ...options.old }),
    startDovecot({ format: 'mdbox', separator: '/', users: ['anna@new.example'], ...options.new }),
    hasKeyring ? startSecretService({ state: 'unlocked' }) : null,
  ]);
  const caFile = join(folder, 'authorities.pem');
  await writeFile(caFile, [old.caPem, other.caPem, ...authorities].join('\n'));
  const trust = { NODE_EXTRA_CA_CERTS: caFile };
  const env = {
    ...(trusts ? trust : {}),
    // Without a bus at all, and not with the machine's own.
    ...(keyring ? keyring.env : { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'no-bus')}` }),
  };
  let running: Homing | null = null;
  return {
    old,
    new: other,
    keyring,
    folder,
    trust,
    async open(more) {
      running = await openHoming({ command, folder, ...more, env: { ...env, ...more?.env } });
      return running;
    },
    async close() {
      await running?.kill();
      await Promise.all([old.stop(), other.stop(), keyring?.stop()]);
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** An account as a person types it; through a proxy when a port is given. */
export function typed(server: Dovecot, given: { readonly port?: number; readonly user?: string } = {}): TypedAccount {
  const { port = server.port, user = server.user } = given;
  return { address: user, host: server.host, port, password: server.password };
}

/** How the tests' own client signs in there. */
export function raw(server: Dovecot, user?: string): RawAccount {
  return rawAccount(server, user);
}
