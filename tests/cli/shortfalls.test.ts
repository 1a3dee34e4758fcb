import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SimulatedServerOptions } from '../support/simulated-server.ts';
import { readEvents, runHoming, startMove, type Move } from './homing.ts';

const words = 'Mailbox is corrupted.';

/** Something that is closed `times` times, and then open. */
class Door {
  times: number;

  constructor(times = Number.POSITIVE_INFINITY) {
    this.times = times;
  }

  /** Of a server that does not open its mailbox Lists meanwhile, nor tells how much is in it. */
  get server(): SimulatedServerOptions {
    return {
      features: { listStatus: false },
      script: {
        beforeCommand: (_connection, { name, line: command }) => {
          if (!['EXAMINE', 'SELECT', 'STATUS'].includes(name) || !command.includes('Lists') || this.times <= 0)
            return null;
          this.times -= 1;
          return { status: 'NO', text: words };
        },
      },
    };
  }
}

/** What is said of it in a line of its own. */
const line =
  'Lists: the old server did not let it be read to its end (how many messages that concerns is not known). The old server says: “Mailbox is corrupted.” Run the move again; if it stays so, show these words to the host of the old server.';

function batchOf(move: Move): string {
  const list = join(move.folder, 'list.csv');
  const [, from = '', , to = ''] = move.args;
  const row = ['anna', from, to, move.environment['HOMING_FROM_PASSWORD'], move.environment['HOMING_TO_PASSWORD']];
  writeFileSync(list, `name,from,to,from_password,to_password\n${row.join(',')}\n`, { mode: 0o600 });
  return list;
}

describe('a mailbox that the old server does not open', () => {
  it('is named by run, verify and report, with the server’s words, and nothing says that everything arrived', async () => {
    const door = new Door();
    await using move = await startMove(door.server);
    const run = await runHoming(['run', ...move.args], move.environment);
    expect(run.code, run.stderr).toBe(2);
    expect(run.stdout).toContain('12 messages arrived, but one mailbox is not complete.');
    expect(run.stdout).toContain(line);
    // As soon as it happens, too.
    expect(run.stdout).toContain(
      'Lists: the old server did not let it be read to its end, and is tried again in the next run.',
    );
    const report = await runHoming(['report', '--journal', move.journal]);
    expect(report.stdout.split('\n')).toContain(line);
    const page = join(move.folder, 'receipt.html');
    await runHoming(['report', '--journal', move.journal, '--html', page]);
    expect(readFileSync(page, 'utf8')).toContain('<h2>One folder is not complete</h2>');
    const verify = await runHoming(['verify', ...move.args], move.environment);
    expect(verify.code, verify.stderr).toBe(2);
    expect(verify.stdout).toMatch(/^Lists: .* Run the move again/m);
    for (const { stdout } of [run, verify, report])
      expect(stdout).not.toMatch(/Everything arrived|not taken by the new server|as you chose/);

    door.times = 0;
    const again = await runHoming(['run', ...move.args], move.environment);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain('Everything arrived: 20 messages');
  });

  it('is told to scripts as it is, beside the keys they know', async () => {
    await using move = await startMove(new Door().server);
    const { code, stdout } = await runHoming(['run', ...move.args, '--json'], move.environment);
    expect(code).toBe(2);
    const events = readEvents(stdout);
    const done = events.at(-1) ?? {};
    expect(Object.keys(done).slice(0, 7)).toEqual([
      ...['event', 'copied', 'alreadyThere', 'skipped', 'failed', 'bytes', 'seconds'],
    ]);
    const shortfall = { mailbox: 'Lists', reason: 'given-up', messages: null, side: 'source', serverText: words };
    expect(done).toMatchObject({ copied: 12, shortfalls: [shortfall], end: 'finished' });
    expect(events.find(({ event }) => event === 'problem')).toMatchObject({ mailbox: 'Lists', uid: null });
    const plan = events.find(({ event }) => event === 'plan') as {
      mailboxes: { source: string; unopened?: boolean }[];
    };
    expect(plan.mailboxes.map(({ source, unopened }) => [source, unopened])).toEqual([
      ['INBOX', undefined],
      ['Lists', true],
    ]);
    const report = await runHoming(['report', '--journal', move.journal, '--json']);
    expect(readEvents(report.stdout).at(-1)).toMatchObject({ event: 'done', shortfalls: [shortfall] });
  });

  it('is left behind where that is chosen, and then nothing is missing', async () => {
    await using move = await startMove(new Door().server);
    const { code, stdout } = await runHoming(['run', ...move.args, '--exclude', 'Lists'], move.environment);
    expect(code).toBe(0);
    expect(stdout).toContain('Everything arrived: 12 messages');
  });

  it('makes a customer of a batch not complete, until the next run brings it', async () => {
    const door = new Door();
    await using move = await startMove(door.server);
    const list = batchOf(move);
    const [, , , , ca = '', authority = ''] = move.args;
    const batch = ['batch', list, '--journals', join(move.folder, 'moves'), ca, authority];
    const summary = (): { moves: Record<string, unknown>[]; exitCode: number } =>
      JSON.parse(readFileSync(join(move.folder, 'moves', 'summary.json'), 'utf8')) as never;
    const first = await runHoming(batch);
    expect(first.code, first.stderr).toBe(2);
    expect(first.stdout).toContain('not complete');
    expect(first.stdout).not.toMatch(/arrived, with exceptions/);
    expect(summary().moves).toMatchObject([
      {
        ...{ state: 'incomplete', exitCode: 2, copied: 12, receipt: join(move.folder, 'moves', 'anna.html') },
        next: 'One mailbox is not complete. Run the same command again; the receipt says why, and what to do if it stays so.',
      },
    ]);
    door.times = 0;
    const second = await runHoming([...batch, '--only-unfinished']);
    expect(second.code, second.stderr).toBe(0);
    expect(summary().moves).toMatchObject([{ state: 'arrived', copied: 20, next: '' }]);
  });

  it('is named by a plan', async () => {
    // Closed while both accounts are looked at.
    await using move = await startMove(new Door(2).server);
    const { code, stdout, stderr } = await runHoming(['plan', ...move.args], move.environment);
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^Lists +\? +→ Lists \(not opened by the old server\)$/m);
    expect(stdout).toContain('The old server did not open one mailbox when we looked');
  });
});
