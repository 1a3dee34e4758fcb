import type { DestinationSession, MailAccount, SourceSession } from '../engine/ports.ts';
import type { Side } from '../../shared/model/problem.ts';
import { CertificateTrust } from './certificate-trust.ts';
import type { ConnectOptions } from './connect-options.ts';
import { connect } from './connect.ts';
import type { Connection } from './connection.ts';
import { enableUtf8 } from './enable-utf8.ts';
import { ImapDestinationSession, ImapSession, type SessionOptions } from './imap-session.ts';
import { MailboxNames } from './mailbox-names.ts';
import { SignInTurns } from './sign-in-turns.ts';
import { trustStore } from './trust-store.ts';

export type { ConnectOptions } from './connect-options.ts';

/** An account that is only read: mailboxes are opened with EXAMINE, and a session has no verb that writes. */
export function sourceAccount(options: ConnectOptions): MailAccount<SourceSession> {
  return account(options, 'source', (connection, session) => new ImapSession(connection, session));
}

/** The account that receives. */
export function destinationAccount(options: ConnectOptions): MailAccount<DestinationSession> {
  return account(options, 'destination', (connection, session) => new ImapDestinationSession(connection, session));
}

function account<Session extends SourceSession>(
  options: ConnectOptions,
  side: Side,
  makeSession: (connection: Connection, session: SessionOptions) => Session,
): MailAccount<Session> {
  const names = new MailboxNames();
  const turns = new SignInTurns<Connection>();
  let trust: CertificateTrust | null = null;
  return {
    async connect(signal) {
      const plan = { options, side, trust: (trust ??= new CertificateTrust(options, trustStore(options.extraCa))) };
      const connection = await turns.take(() => connect(plan, signal), signal);
      const utf8 = await enableUtf8(connection);
      return makeSession(connection, { names, utf8 });
    },
  };
}
