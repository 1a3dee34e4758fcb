import { BARE_FEATURES, type ServerFeatures, type ServerRules } from '../../main/practice/imap-server/features.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';
import { describeSessions, type SuiteExpectations, type SuiteServer } from './session-suite.ts';

interface Variant {
  readonly features?: Partial<ServerFeatures>;
  readonly rules?: Partial<ServerRules>;
  readonly starttls?: boolean;
}

async function start({ features, rules, starttls = false }: Variant): Promise<SuiteServer> {
  const server = await startSimulatedServer({
    user: 'suite@example.org',
    implicitTls: !starttls,
    ...(features ? { features } : {}),
    ...(rules ? { rules } : {}),
  });
  const { host, port, password, caPem } = server;
  return {
    address: (user) => ({ host, port, user, security: starttls ? 'starttls' : 'tls' }),
    password,
    caPem,
    stop: () => server.stop(),
  };
}

const modern: SuiteExpectations = {
  separator: '/',
  prefix: '',
  quota: false,
  sentRole: false,
  uidplus: true,
  multiappend: true,
  maxInspectCommands: 1,
  subject: 'localhost',
  issuer: 'Practice authority',
};

describeSessions('a modern server', () => start({}), modern);

describeSessions(
  'a modern server with STARTTLS and UTF8=ACCEPT',
  () => start({ starttls: true, features: { utf8Accept: true } }),
  modern,
);

describeSessions(
  'a server with LITERAL-, quota, "." and a prefix',
  () =>
    start({
      features: { literal: 'LITERAL-', quota: 100_000_000 },
      rules: { delimiter: '.', prefix: 'INBOX.' },
    }),
  { ...modern, quota: true, separator: '.', prefix: 'INBOX.' },
);

describeSessions('a server with nothing but RFC 3501', () => start({ features: BARE_FEATURES }), {
  ...modern,
  uidplus: false,
  multiappend: false,
  maxInspectCommands: 2,
});
