import assert from 'node:assert/strict';
import { createAuthority, type Authority } from '../../../main/practice/certificate.ts';
import type { StoredMessage } from '../../../main/practice/imap-server/stored-mailbox.ts';
import { sourceAccount, type ConnectOptions } from '../../../main/imap/account.ts';
import type { MigrationEvent } from '../../../shared/model/migration-event.ts';
import { ServerMove } from '../dovecot-move.ts';
import { HARMLESS, WITHOUT_PEEK } from '../harmless-commands.ts';
import { startSimulatedServer, type SimulatedServer, type SimulatedServerOptions } from '../simulated-server.ts';
import { SkippingClock } from '../skipping-clock.ts';
import { contentsOf } from './provider-mail.ts';

type Paused = Extract<MigrationEvent, { event: 'paused' }>;

/** How a client of ours signs in to a simulated server: with the password, or with it as a token where nothing else is taken. */
export function optionsOf(server: SimulatedServer, kind: 'password' | 'token' = 'password'): ConnectOptions {
  const { host, port, user, password, caPem } = server;
  return {
    address: { host, port, user, security: 'tls' },
    secret: () => Promise.resolve({ kind, value: password }),
    extraCa: caPem,
    clientVersion: 'test',
    // Longer than a busy machine takes for anything that is not silence.
    timeouts: { silence: 2_000 },
  };
}

/** A move from a simulated provider to a simulated host, over sockets, by a clock that skips long waits. */
export class ProviderMove implements AsyncDisposable {
  readonly clock: SkippingClock;
  readonly old: SimulatedServer;
  readonly fresh: SimulatedServer;
  readonly move: ServerMove;

  private constructor(clock: SkippingClock, old: SimulatedServer, fresh: SimulatedServer, move: ServerMove) {
    this.clock = clock;
    this.old = old;
    this.fresh = fresh;
    this.move = move;
    this.move.clock = clock;
  }

  /** @param clock the one the provider's script goes by */
  static async from(
    provider: SimulatedServerOptions,
    clock = new SkippingClock(),
    host: SimulatedServerOptions = {},
  ): Promise<ProviderMove> {
    const authority: Authority = await createAuthority();
    const old = await startSimulatedServer({ ...provider, authority });
    const fresh = await startSimulatedServer({ ...host, authority });
    const from = optionsOf(old, provider.features?.signIn);
    return new ProviderMove(clock, old, fresh, ServerMove.between(from, optionsOf(fresh, host.features?.signIn)));
  }

  /** Signs in to the provider in another way. */
  withSource(options: Partial<ConnectOptions>): void {
    this.move.source = sourceAccount({ ...optionsOf(this.old), ...options });
  }

  /** Every pause so far. */
  pauses(): Paused[] {
    return this.move.events.filter((event) => event.event === 'paused');
  }

  /** Each mailbox that moves is at the destination what it is at the source. @returns how many messages that was */
  expectExact(counts: (message: StoredMessage) => boolean = () => true): number {
    let messages = 0;
    const pairs = this.move.journal.pairs(1);
    assert.ok(pairs.length > 3, 'nothing was planned');
    for (const { source, destination } of pairs) {
      const here = contentsOf(this.old.store.get(source), counts);
      assert.deepEqual(contentsOf(this.fresh.store.get(destination)), here, `${source} differs`);
      messages += here.length;
    }
    return messages;
  }

  /** Nothing was said to the provider that could change anything there. */
  expectOnlyRead(): void {
    const said = this.old.commands.map((line) => line.replace(/^\S+ /, ''));
    assert.ok(said.length > 10, 'nothing was said');
    assert.deepEqual(
      said.filter((line) => !HARMLESS.test(line) || WITHOUT_PEEK.test(line)),
      [],
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.old.stop(), this.fresh.stop()]);
  }
}
