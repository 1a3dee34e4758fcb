import { randomBytes } from 'node:crypto';
import { createAuthority, type Authority, type Validity } from '../../main/practice/certificate.ts';
import type { ServerFeatures, ServerRules } from '../../main/practice/imap-server/features.ts';
import { createMailStore, type MailStore } from '../../main/practice/imap-server/mail-store.ts';
import { startImapServer } from '../../main/practice/imap-server/server.ts';
import type { ScriptedCommand, ServerScript } from '../../main/practice/imap-server/server-script.ts';
import { combineFaults } from './faults-combined.ts';

export interface SimulatedServerOptions {
  /** Empty but for INBOX when missing. */
  readonly store?: MailStore;
  readonly user?: string;
  /** TLS from the first byte (default), or a plain listener with STARTTLS. */
  readonly implicitTls?: boolean;
  readonly features?: Partial<ServerFeatures>;
  readonly rules?: Partial<ServerRules>;
  readonly script?: ServerScript;
  /** Shared by several servers, so that a client needs to trust only one. */
  readonly authority?: Authority;
  /** Another certificate than one for localhost and 127.0.0.1, valid now. */
  readonly certificate?: { readonly names?: readonly string[]; readonly validity?: Validity };
}

/** A command as one connection sent it, secrets masked. */
export interface RecordedCommand {
  readonly connection: number;
  readonly name: string;
  readonly line: string;
}

export interface SimulatedServer extends AsyncDisposable {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly implicitTls: boolean;
  /** For `--from` and `--to`. */
  readonly url: string;
  /** What a client must trust. */
  readonly caPem: string;
  readonly store: MailStore;
  /** Connections open now. */
  readonly connections: number;
  /** Every command so far, over all connections, in order of arrival. */
  readonly log: readonly RecordedCommand[];
  /** The lines of {@link log}. */
  readonly commands: readonly string[];
  /** Stops; throws when the server itself had a fault meanwhile. */
  stop(): Promise<void>;
}

/** Starts the practice server with a fresh authority, a random password and a record of every command. */
export async function startSimulatedServer(options: SimulatedServerOptions = {}): Promise<SimulatedServer> {
  const { store = createMailStore(), user = 'someone@example.org', implicitTls = true } = options;
  const authority = options.authority ?? (await createAuthority());
  const names = options.certificate?.names ?? ['localhost', '127.0.0.1'];
  const password = randomBytes(12).toString('base64url');
  const log: RecordedCommand[] = [];
  const faults: unknown[] = [];
  const server = await startImapServer({
    store,
    user,
    password,
    implicitTls,
    tls: await authority.issue(names, options.certificate?.validity),
    ...(options.features === undefined ? {} : { features: options.features }),
    ...(options.rules === undefined ? {} : { rules: options.rules }),
    script: combineFaults(recorder(log), options.script ?? {}),
    onFault: (fault) => faults.push(fault),
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    if (faults.length > 0) throw new AggregateError(faults, 'the simulated server had a fault');
  };
  return {
    host: server.host,
    port: server.port,
    user,
    password,
    implicitTls,
    url: `${implicitTls ? 'imaps' : 'imap+starttls'}://${encodeURIComponent(user)}@127.0.0.1:${String(server.port)}`,
    caPem: authority.certificatePem,
    store,
    get connections() {
      return server.connections;
    },
    log,
    get commands() {
      return log.map((entry) => entry.line);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function recorder(log: RecordedCommand[]): ServerScript {
  return {
    beforeCommand: (connection, { name, line }: ScriptedCommand) => {
      log.push({ connection: connection.id, name, line });
      return null;
    },
  };
}
