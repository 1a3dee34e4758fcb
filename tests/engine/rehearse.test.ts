import { describe, expect, it } from 'vitest';
import { MailError, type MailErrorFacts } from '../../main/engine/mail-error.ts';
import type { DestinationSession, SourceSession } from '../../main/engine/ports.ts';
import { rehearse, removeScratch, type Rehearsal } from '../../main/engine/rehearse.ts';
import { largeBytes, nothingTried, type Abilities } from '../../main/engine/try-abilities.ts';
import { destinationAccount, type ConnectOptions } from '../../main/imap/account.ts';
import type { ServerScript } from '../../main/practice/imap-server/server-script.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { contents, allContents } from '../support/memory-move.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { lost } from '../support/memory-session.ts';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';

const realClock = { now: () => performance.now(), sleep: () => Promise.resolve() };
const { signal } = new AbortController();

const everythingKept: Abilities = {
  dot: 'kept',
  letters: 'kept',
  keyword: 'kept',
  date: 'kept',
  large: 'kept',
  multiAppend: 'kept',
  copy: 'kept',
};

/** A rehearsal between two sessions that are open. */
async function rehearseWith(
  source: SourceSession,
  destination: DestinationSession,
  mailbox = 'INBOX',
): Promise<Rehearsal> {
  const facts = { source: await source.inspect(), destination: await destination.inspect() };
  return rehearse({ source, destination, facts, mailbox, clock: realClock, signal, random: 'a1b2c3' });
}

function filled(count: number, bytes = 100): MemoryMail {
  const mail = new MemoryMail();
  for (let number = 1; number <= count; number++) mail.put('INBOX', { body: `${String(number)} `.padEnd(bytes, 'x') });
  return mail;
}

async function inMemory(source: MemoryMail, destination: MemoryMail): Promise<Rehearsal> {
  return rehearseWith(await source.account().connect(signal), await destination.account().connect(signal));
}

describe('rehearse', () => {
  it('reads the newest messages, stores them and tidies up', async () => {
    const [source, destination] = [filled(50), new MemoryMail()];
    const stored: string[] = [];
    destination.rules = {
      ...destination.rules,
      refuse: ({ body }) => {
        stored.push(body.toString().trim().split(' ')[0] ?? '');
        return null;
      },
    };
    const rehearsal = await inMemory(source, destination);
    expect(rehearsal).toMatchObject({ mailbox: 'Homing test a1b2c3', created: true, leftBehind: false, problem: null });
    expect(rehearsal.down).toMatchObject({ messages: 20, bytes: 2000 });
    expect(rehearsal.up).toMatchObject({ messages: 20, bytes: 2000 });
    expect(stored.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_unused, index) => String(index + 31)));
    // Then letters of our own.
    expect(new Set(stored.slice(20))).toEqual(new Set(['From:']));
    expect([...destination.mailboxes.keys()]).toEqual(['INBOX']);
    expect(contents(destination, 'INBOX')).toEqual([]);
    expect(source.commands).toEqual(['inspect', 'open', 'fetchIndex', 'fetchBodies']);
  });

  it('takes no more than 8 MB, and nothing the destination could not take', async () => {
    const source = filled(12, 1_000_000);
    source.put('INBOX', { body: 'x'.repeat(9_000_000) });
    source.put('INBOX', { body: 'small' });
    const rehearsal = await inMemory(source, new MemoryMail());
    expect(rehearsal.down).toMatchObject({ messages: 9, bytes: 8_000_005 });
    const [from, to] = [await source.account().connect(signal), await new MemoryMail().account().connect(signal)];
    const facts = { source: await from.inspect(), destination: { ...(await to.inspect()), appendLimit: 10 } };
    const little = await rehearse({
      source: from,
      destination: to,
      facts,
      mailbox: 'INBOX',
      clock: realClock,
      signal,
      random: 'abcd',
    });
    expect(little.down).toMatchObject({ messages: 1, bytes: 5 });
  });

  it('finds the newest messages behind a long gap of UIDs', async () => {
    const source = filled(30);
    source.mailbox('INBOX').uidNext = 100_000;
    expect((await inMemory(source, new MemoryMail())).down).toMatchObject({ messages: 20 });
  });

  it('has no speeds without messages, but still tries to write', async () => {
    const destination = new MemoryMail();
    expect(await inMemory(new MemoryMail(), destination)).toEqual({
      mailbox: 'Homing test a1b2c3',
      created: true,
      leftBehind: false,
      down: null,
      up: null,
      abilities: { ...everythingKept },
      problem: null,
    });
    expect(destination.commands.slice(0, 2)).toEqual(['inspect', 'create']);
    expect([...destination.mailboxes.keys()]).toEqual(['INBOX']);
  });

  it('tells when the source cannot be read, and still tries to write', async () => {
    const [source, destination] = [new MemoryMail(), new MemoryMail()];
    const sessions = [await source.account().connect(signal), await destination.account().connect(signal)] as const;
    const rehearsal = await rehearseWith(...sessions, 'Nowhere');
    expect(rehearsal).toMatchObject({ created: true, leftBehind: false, down: null });
    expect(rehearsal.problem).toMatchObject({ kind: 'no-such-mailbox' });
  });

  it('stores nothing where a removed mailbox would leave its messages', async () => {
    const [source, gmail] = [
      await filled(3).account().connect(signal),
      await new MemoryMail().account().connect(signal),
    ];
    const found = await gmail.inspect();
    const facts = { source: found, destination: { ...found, capabilities: new Set(['X-GM-EXT-1']) } };
    const rehearsal = await rehearse({
      source,
      destination: gmail,
      facts,
      mailbox: 'INBOX',
      clock: realClock,
      signal,
      random: 'abcd',
    });
    expect(rehearsal).toMatchObject({
      created: true,
      leftBehind: false,
      down: { messages: 3 },
      up: null,
      problem: null,
    });
  });

  it('refuses names that would not be recognised as ours', async () => {
    const session = await new MemoryMail().account().connect(signal);
    const facts = { source: await session.inspect(), destination: await session.inspect() };
    for (const random of ['', 'a/b', 'A B', 'x'.repeat(33)]) {
      await expect(
        rehearse({ source: session, destination: session, facts, mailbox: 'INBOX', clock: realClock, signal, random }),
      ).rejects.toThrow('4 to 32');
    }
  });

  it.each(['create', 'append', 'remove'] as const)(
    'knows what is left when the connection breaks at %s',
    async (step) => {
      for (const when of ['before', 'after'] as const) {
        const [source, destination] = [filled(5), new MemoryMail()];
        const session = await destination.account().connect(signal);
        destination.onStep = (name, at) => {
          if (name !== step || at !== when) return;
          session.destroy();
          throw lost();
        };
        const rehearsal = await rehearseWith(await source.account().connect(signal), session);
        const there = [...destination.mailboxes.keys()].filter((name) => name.startsWith('Homing test a1b2c3'));
        // It may be taken for left behind when it is not, never the other way round.
        expect(rehearsal.leftBehind).toBe(true);
        expect(there.includes('Homing test a1b2c3')).toBe(!(step === 'create' && when === 'before'));
        // What broke at its removal was made to try a name.
        expect(there.length).toBe(
          step === 'create' && when === 'before' ? 0 : step === 'remove' && when === 'before' ? 2 : 1,
        );
        expect(rehearsal.problem).toMatchObject({ kind: 'connection-lost' });
        destination.onStep = () => {};
        const again = await destination.account().connect(signal);
        expect(await removeScratch(again, await again.inspect())).toEqual(there);
        expect([...destination.mailboxes.keys()]).toEqual(['INBOX']);
      }
    },
  );

  it('tidies up when the person stops it, and says so', async () => {
    const [source, destination] = [filled(5), new MemoryMail()];
    const stop = new AbortController();
    destination.onStep = (name, when) => {
      if (name === 'create' && when === 'after') stop.abort(new Error('stopped'));
    };
    const [from, to] = [await source.account().connect(signal), await destination.account().connect(signal)];
    const facts = { source: await from.inspect(), destination: await to.inspect() };
    const clock = new FakeClock();
    await expect(
      rehearse({ source: from, destination: to, facts, mailbox: 'INBOX', clock, signal: stop.signal, random: 'abcd' }),
    ).rejects.toThrow('stopped');
    expect(allContents(destination)).toEqual({ INBOX: [] });
  });

  it('removes only what is surely ours', async () => {
    const mail = new MemoryMail();
    const others = ['Homing test', 'Homing test ABCD', 'homing test abcd', 'Homing test abcd/x', 'My Homing test abcd'];
    others.push('Homing test abcd 1', 'Homing test abcd -', 'Homing test abcd %x');
    const ours = ['Homing test abcd', 'Homing test 0123456789abcdef', 'Homing test abcd "%\\*', '~Homing test abcd'];
    for (const name of [...others, ...ours]) mail.make(name);
    mail.make('Homing test used');
    for (let count = 0; count < 27; count++) mail.put('Homing test used', { body: 'kept' });
    const session = await mail.account().connect(signal);
    expect(await removeScratch(session, await session.inspect())).toEqual(ours);
    expect([...mail.mailboxes.keys()]).toEqual(['INBOX', ...others, 'Homing test used']);
  });
});

describe('what the destination was seen to do', () => {
  it('is known of everything, without a message of the person', async () => {
    const rehearsal = await inMemory(filled(3), new MemoryMail());
    expect(rehearsal.abilities).toEqual(everythingKept);
  });

  it('is not asked where it cannot be: one message at a time, a dot as the delimiter', async () => {
    const rehearsal = await inMemory(filled(3), new MemoryMail({ multiAppend: false }));
    expect(rehearsal.abilities).toEqual({ ...everythingKept, multiAppend: null });
    const [source, destination] = [
      await filled(1).account().connect(signal),
      await new MemoryMail().account().connect(signal),
    ];
    const found = await source.inspect();
    const facts = { source: found, destination: { ...found, namespace: { prefix: '', delimiter: '.' } } };
    const options = { source, destination, facts, mailbox: 'INBOX', clock: realClock, signal, random: 'abcd' };
    expect((await rehearse(options)).abilities).toEqual({ ...everythingKept, dot: null });
  });

  const refuse = (wide: 'message' | 'account'): MailErrorFacts => ({
    kind: wide === 'message' ? 'message-refused' : 'over-quota',
    when: 'never',
    wide,
    outcome: 'refused',
    serverText: 'No',
  });

  it('includes what it refuses, which is no problem of the test', async () => {
    const destination = new MemoryMail({
      refuse: ({ body, flags }) =>
        body.length >= largeBytes || flags.includes('HomingTest') ? refuse('message') : null,
      refuseCopy: () => refuse('message'),
    });
    const rehearsal = await inMemory(filled(3), destination);
    expect(rehearsal.abilities).toEqual({ ...everythingKept, keyword: 'refused', large: 'refused', copy: 'refused' });
    expect(rehearsal).toMatchObject({ problem: null, leftBehind: false });
    expect(destination.commands.filter((name) => name === 'remove')).toHaveLength(3);
  });

  it('ends where the account is full, and says so', async () => {
    const destination = new MemoryMail({
      refuse: ({ body }) => (body.length >= largeBytes ? refuse('account') : null),
    });
    const rehearsal = await inMemory(filled(3), destination);
    expect(rehearsal.abilities).toEqual({ ...everythingKept, large: null, multiAppend: null, copy: null });
    expect(rehearsal.problem).toMatchObject({ kind: 'over-quota' });
    expect([...destination.mailboxes.keys()]).toEqual(['INBOX']);
  });

  it('shows in what comes back: dates, keywords and names of its own', async () => {
    const server = await startSimulatedServer({
      script: {
        beforeAppend: (_connection, { messages }) => {
          for (const message of messages) {
            Object.assign(message, { internalDate: '22-Nov-2026 00:00:00 +0000' });
            Object.assign(message, { flags: (message.flags ?? []).filter((flag) => flag.startsWith('\\')) });
          }
          return null;
        },
        beforeCommand: (_connection, { name, line }) =>
          name === 'CREATE' && /v1\.0/u.test(line) ? { status: 'NO', text: '[CANNOT] Not with a dot' } : null,
      },
    });
    const destination = await destinationAccount(optionsOf(server)).connect(signal);
    const rehearsal = await rehearseWith(await filled(3).account().connect(signal), destination);
    expect(rehearsal.abilities).toMatchObject({ dot: 'refused', letters: 'kept', keyword: 'changed', date: 'changed' });
    expect(rehearsal.problem).toBeNull();
    expect(server.store.mailboxes.map(({ name }) => name)).toEqual(['INBOX']);
    await destination.close();
    await server.stop();
  });

  it('includes the characters that names of the source have, all in one name, or one by one where that is refused', async () => {
    const source = filled(1);
    for (const name of ['Reports & "Quotes" 100%', 'Work/~a{5}', '~old', 'v1.0', 'Übung', 'a-b_c']) source.make(name);
    const made = (server: SimulatedServer): readonly string[] =>
      server.commands.filter((line) => line.includes('CREATE')).map((line) => /"(.*)"/.exec(line)?.[1] ?? '');
    const trial = async (server: SimulatedServer): Promise<Rehearsal> => {
      const destination = await destinationAccount(optionsOf(server)).connect(signal);
      const rehearsal = await rehearseWith(await source.account().connect(signal), destination);
      await destination.close();
      expect(server.store.mailboxes.map(({ name }) => name)).toEqual(['INBOX']);
      return rehearsal;
    };
    await using kind = await startSimulatedServer();
    expect((await trial(kind)).abilities).toEqual({
      ...everythingKept,
      characters: { taken: '"%&{}~', refused: '' },
      tilde: 'kept',
    });
    expect(made(kind).slice(3)).toEqual(['Homing test a1b2c3 \\"%&-{}~', '~Homing test a1b2c3']);
    await using strict = await startSimulatedServer({ rules: { forbidden: '%~' } });
    const { abilities, problem } = await trial(strict);
    expect(abilities).toMatchObject({ characters: { taken: '"&{}', refused: '%~' }, tilde: 'refused', copy: 'kept' });
    expect(problem).toBeNull();
  });

  it('is not tried where a removed mailbox would leave its messages, but for names', async () => {
    const [source, gmail] = [
      await filled(1).account().connect(signal),
      await new MemoryMail().account().connect(signal),
    ];
    const found = await gmail.inspect();
    const facts = { source: found, destination: { ...found, capabilities: new Set(['X-GM-EXT-1']) } };
    const options = { source, destination: gmail, facts, mailbox: 'INBOX', clock: realClock, signal, random: 'abcd' };
    expect((await rehearse(options)).abilities).toEqual({ ...nothingTried, dot: 'kept', letters: 'kept' });
  });
});

describe('rehearse with a destination that refuses', () => {
  async function at(script: ServerScript): Promise<[Rehearsal, SimulatedServer]> {
    const server = await startSimulatedServer({ script });
    const source = await filled(3).account().connect(signal);
    const destination = await destinationAccount(optionsOf(server)).connect(signal);
    const rehearsal = await rehearseWith(source, destination);
    await destination.close();
    return [rehearsal, server];
  }

  const refusing = (name: string, text: string): ServerScript => ({
    beforeCommand: (_connection, command) => (command.name === name ? { status: 'NO', text } : null),
  });

  it('to make a mailbox', async () => {
    const [rehearsal, server] = await at(refusing('CREATE', '[NOPERM] Not here'));
    expect(rehearsal).toMatchObject({
      created: false,
      leftBehind: false,
      up: null,
      problem: { kind: 'no-permission' },
    });
    expect(server.commands.some((line) => /APPEND|DELETE/.test(line))).toBe(false);
    await server.stop();
  });

  it('to remove it', async () => {
    const [rehearsal, server] = await at(refusing('DELETE', '[NOPERM] Stays here'));
    expect(rehearsal).toMatchObject({ created: true, leftBehind: true, up: { messages: 3 } });
    expect(rehearsal.problem).toMatchObject({ kind: 'no-permission', serverText: 'Stays here' });
    const session = await destinationAccount(optionsOf(server)).connect(signal);
    await expect(removeScratch(session, await session.inspect())).rejects.toBeInstanceOf(MailError);
    await session.close();
    await server.stop();
  });

  it('to take a message', async () => {
    const [rehearsal, server] = await at(refusing('APPEND', '[OVERQUOTA] Full'));
    expect(rehearsal).toMatchObject({ created: true, leftBehind: false, up: null, problem: { kind: 'over-quota' } });
    expect(server.store.mailboxes.map(({ name }) => name)).toEqual(['INBOX']);
    await server.stop();
  });

  it('to go on in the middle of a message', async () => {
    const [rehearsal, server] = await at({
      beforeAppend: (connection) => {
        connection.cut();
        return null;
      },
    });
    expect(rehearsal).toMatchObject({ created: true, leftBehind: true, up: null });
    expect(rehearsal.problem).toMatchObject({ kind: 'connection-lost' });
    await server.stop();
  });
});

function optionsOf({ host, port, user, password, caPem }: SimulatedServer): ConnectOptions {
  return {
    address: { host, port, user, security: 'tls' },
    secret: () => Promise.resolve({ kind: 'password', value: password }),
    extraCa: caPem,
    clientVersion: 'test',
  };
}
