import { createAuthority } from '../../main/practice/certificate.ts';
import { BARE_FEATURES } from '../../main/practice/imap-server/features.ts';
import { destinationAccount, sourceAccount, type ConnectOptions } from '../../main/imap/account.ts';
import { startDovecot } from '../support/dovecot.ts';
import { connectOptions } from '../support/dovecot-move.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import {
  startSimulatedServer,
  type SimulatedServer,
  type SimulatedServerOptions,
} from '../support/simulated-server.ts';
import { describeMoves, type MoveServers } from './move-suite.ts';

describeMoves('the ports in memory', () =>
  Promise.resolve({
    pair: () => {
      const [old, fresh] = [new MemoryMail(), new MemoryMail()];
      return Promise.resolve({
        filling: old.account(),
        source: old.account(),
        destination: fresh.account(),
        delimiter: '/',
        prefix: '',
      });
    },
    stop: () => Promise.resolve(),
  }),
);

function simulated(old: SimulatedServerOptions, fresh: SimulatedServerOptions): () => Promise<MoveServers> {
  return async () => {
    const running: SimulatedServer[] = [];
    const authority = await createAuthority();
    const start = async (options: SimulatedServerOptions): Promise<ConnectOptions> => {
      const server = await startSimulatedServer({ ...options, authority });
      running.push(server);
      const { host, port, user, password, caPem, implicitTls } = server;
      return {
        address: { host, port, user, security: implicitTls ? 'tls' : 'starttls' },
        secret: () => Promise.resolve({ kind: 'password', value: password }),
        extraCa: caPem,
        clientVersion: 'test',
      };
    };
    return {
      pair: async () => {
        const from = await start(old);
        return {
          filling: destinationAccount(from),
          source: sourceAccount(from),
          destination: destinationAccount(await start(fresh)),
          delimiter: old.rules?.delimiter ?? '/',
          prefix: old.rules?.prefix ?? '',
        };
      },
      stop: async () => {
        for (const server of running) await server.stop();
      },
    };
  };
}

const courierRules = { delimiter: '.', prefix: 'INBOX.' };

describeMoves('simulated servers that can everything', simulated({ features: { utf8Accept: true } }, {}));
describeMoves('a bare source and a modern destination', simulated({ features: BARE_FEATURES }, { implicitTls: false }));
describeMoves(
  'a modern source and a bare destination with a prefix',
  simulated({}, { features: { ...BARE_FEATURES, namespace: true }, rules: courierRules }),
);
describeMoves(
  'a prefixed source and a destination with LITERAL- and UTF8=ACCEPT',
  simulated({ rules: courierRules }, { features: { literal: 'LITERAL-', utf8Accept: true } }),
);
describeMoves(
  'a destination without UIDPLUS but with MULTIAPPEND',
  simulated({}, { features: { uidplus: false }, rules: { caseInsensitive: true } }),
);

describeMoves('Dovecot with Maildir and Dovecot with mdbox', async () => {
  const [old, fresh] = await Promise.all([
    startDovecot({ format: 'maildir', separator: '.' }),
    startDovecot({ format: 'mdbox', separator: '/', quotaMegabytes: 100, specialUse: true }),
  ]);
  let pairs = 0;
  return {
    pair: () => {
      const user = `mover${String(++pairs)}@example.org`;
      return Promise.resolve({
        filling: destinationAccount(connectOptions(old, user)),
        source: sourceAccount(connectOptions(old, user)),
        destination: destinationAccount(connectOptions(fresh, user)),
        delimiter: '.',
        prefix: '',
      });
    },
    stop: async () => {
      await Promise.all([old.stop(), fresh.stop()]);
    },
  };
});
