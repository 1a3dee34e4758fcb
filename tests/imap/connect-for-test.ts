import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailError, type MailErrorFacts } from '../../main/engine/mail-error.ts';
import type { DestinationSession } from '../../main/engine/ports.ts';
import { destinationAccount, type ConnectOptions } from '../../main/imap/account.ts';
import { makeTestCertificate, type TestCertificate } from '../support/dovecot-certificate.ts';

/** A certificate for the length of a test file, with the folder to remove afterwards. */
export async function temporaryCertificate(): Promise<{ certificate: TestCertificate; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'homing-imap-'));
  const certificate = await makeTestCertificate(folder);
  return { certificate, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Options with a password; what is given wins. Waits are long: tests that expect silence set theirs. */
export function optionsFor(given: Partial<ConnectOptions> & Pick<ConnectOptions, 'address'>): ConnectOptions {
  return {
    secret: () => Promise.resolve({ kind: 'password', value: 'a "secret\\' }),
    clientVersion: '0.0.0',
    timeouts: { connect: 20_000, greeting: 20_000, signIn: 20_000, silence: 20_000 },
    ...given,
  };
}

export function connect(options: ConnectOptions): Promise<DestinationSession> {
  return destinationAccount(options).connect(new AbortController().signal);
}

/** What a promise that must reject with a MailError rejects with. */
export async function factsOf(promise: Promise<unknown>): Promise<MailErrorFacts> {
  const error = await promise.then(
    (value) => new Error(`Did not reject but gave ${String(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof MailError) return error.facts;
  throw error;
}
