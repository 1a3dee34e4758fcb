import { afterAll, afterEach, beforeAll } from 'vitest';
import type { DestinationSession } from '../../main/engine/ports.ts';
import type { ConnectOptions } from '../../main/imap/account.ts';
import type { TestCertificate } from '../support/dovecot-certificate.ts';
import { connect, optionsFor, temporaryCertificate } from './connect-for-test.ts';
import { startScripted, type Peer, type ScriptedServer } from './scripted-server.ts';

/** What the server of a test does with a connection after it signed in. */
type Script = (peer: Peer) => Promise<void>;

/** One simulated server for each test of a file, with a certificate that sessions trust. */
export interface ScriptedSessions {
  /** A session with a server that offers `capabilities`, follows the script and stays until the client goes. */
  open(capabilities: string, script: Script, given?: Partial<ConnectOptions>): Promise<DestinationSession>;
  /** What the first connection was told, in order. */
  lines(): readonly string[];
}

/** Called once at the top of a test file: starts and stops with its tests. */
export function scriptedSessions(): ScriptedSessions {
  let certificate: TestCertificate;
  let remove: () => Promise<void>;
  let started: ScriptedServer | null = null;
  beforeAll(async () => {
    ({ certificate, remove } = await temporaryCertificate());
  });
  afterAll(() => remove());
  afterEach(async () => {
    await started?.stop();
    started = null;
  });

  const open: ScriptedSessions['open'] = async (capabilities, script, given) => {
    started = await startScripted(async (peer) => {
      await peer.signIn(capabilities);
      await script(peer);
      await peer.gone();
    }, certificate);
    return connect(optionsFor({ address: started.address, extraCa: certificate.caPem, ...given }));
  };
  return { open, lines: () => started?.peers[0]?.lines ?? [] };
}
