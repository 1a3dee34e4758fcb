import { expect } from 'vitest';
import { rehearse } from '../../main/engine/rehearse.ts';
import { destinationAccount, sourceAccount } from '../../main/imap/account.ts';
import type { SeenNames } from '../../shared/model/mailbox.ts';
import { connectOptions } from '../support/dovecot-move.ts';
import type { RawAccount } from '../support/raw-imap.ts';
import { connectTo } from '../support/servers/compat-server.ts';
import type { HardSource } from './hard-source.ts';

/** What the write test of the checks shows, of what no server announces. */
export interface WritingSeen {
  readonly names: SeenNames;
  readonly keepsKeywords: boolean;
}

const { signal } = new AbortController();
const clock = { now: () => performance.now(), sleep: () => Promise.resolve() };

/** Makes the write test as the checks do. Nothing of it may be left behind. */
export async function tryWriting(source: HardSource, account: RawAccount): Promise<WritingSeen> {
  const [from, to] = await Promise.all([
    sourceAccount(connectOptions(source.dovecot)).connect(signal),
    destinationAccount(connectTo(account)).connect(signal),
  ]);
  try {
    const facts = { source: await from.inspect(), destination: await to.inspect() };
    const options = { source: from, destination: to, facts, mailbox: 'Keywords', clock, signal, random: 'compat1' };
    const { abilities, leftBehind, problem } = await rehearse(options);
    expect([leftBehind, problem]).toEqual([false, null]);
    const taken = (tried: (typeof abilities)['dot']): boolean | null => (tried === null ? null : tried === 'kept');
    return {
      names: {
        dot: taken(abilities.dot),
        letters: taken(abilities.letters),
        characters: abilities.characters,
        tilde: taken(abilities.tilde ?? null),
      },
      keepsKeywords: abilities.keyword === 'kept',
    };
  } finally {
    await Promise.all([from.close(), to.close()]);
  }
}
