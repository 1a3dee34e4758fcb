import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stallAt } from '../support/faults-wire.ts';
import { readEvents, runHoming, startHoming, startMove, type Move } from './homing.ts';
import { inTerminal } from './pseudo-terminal.ts';

/** All the ways a secret may be written. */
function spellings(secret: string, user: string): readonly string[] {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  return [
    ...[
      secret,
      base64(secret),
      base64(`\0${user}\0${secret}`),
      base64(`${user}\0${secret}`),
      encodeURIComponent(secret),
    ],
    ...[Buffer.from(secret).toString('hex'), Buffer.from(secret, 'utf16le').toString('latin1')],
  ].map((text) => text.replace(/=+$/, ''));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

function expectNowhere(move: Move, texts: readonly string[]): void {
  const places = [...texts, ...filesIn(move.folder).map((file) => readFileSync(file, 'latin1'))];
  for (const server of [move.source, move.destination])
    for (const text of spellings(server.password, server.user))
      for (const place of places) expect(place.includes(text)).toBe(false);
}

describe('a password', () => {
  it('is on no command line, in no output and in no file', async () => {
    await using move = await startMove();
    for (const command of [['run'], ['verify', '--deep'], ['plan']]) {
      const { code, stdout, stderr } = await runHoming([...command, ...move.args, '--json'], move.environment);
      expect(code).toBe(0);
      expectNowhere(move, [stdout, stderr]);
    }
    const html = join(move.folder, 'receipt.html');
    await runHoming(['report', '--journal', move.journal, '--html', html]);
    expectNowhere(move, []);
  });

  it('that is wrong is not repeated', async () => {
    await using move = await startMove();
    const { stdout, stderr } = await runHoming(['run', ...move.args, '--json'], {
      ...{ ...move.environment, HOMING_FROM_PASSWORD: 'hunter2hunter2' },
    });
    expect(stdout + stderr).not.toContain('hunter2');
  });

  it.runIf(process.platform === 'linux')('cannot be seen by other programs while it works', async () => {
    await using move = await startMove({}, { script: stallAt({ command: 'APPEND' }) });
    const homing = startHoming(['run', ...move.args, '--json'], move.environment);
    await homing.says('"copying"');
    const line = readFileSync(`/proc/${String(homing.child.pid)}/cmdline`, 'utf8');
    expect(line).toContain('--from');
    expectNowhere(move, [line]);
    homing.child.kill('SIGKILL');
    await homing.ended;
  });

  it('may be an access token', async () => {
    await using move = await startMove();
    const environment = { HOMING_FROM_TOKEN: 'token-of-somebody', HOMING_TO_PASSWORD: move.destination.password };
    const { code, stdout, stderr } = await runHoming(['run', ...move.args, '--json'], environment);
    // The practice server knows no tokens; what matters is that none was shown to anybody.
    expect(code).toBe(5);
    expect(stdout + stderr).not.toContain('token-of-somebody');
    expect(stdout + stderr).not.toContain(Buffer.from('token-of-somebody').toString('base64').slice(0, 20));
    expect(move.source.commands.join('\n')).not.toMatch(/LOGIN/);
  });
});

describe.runIf(process.platform === 'linux')('a password that is asked for', () => {
  it('is not shown while it is typed', async () => {
    await using move = await startMove();
    const { source, destination } = move;
    const { code, shown } = await inTerminal(['run', ...move.args, '--json'], {
      answers: [`oops\u0015${source.password}x\u007F\r`, `${destination.password}\r`],
    });
    expect(code).toBe(0);
    expect(shown).toContain('Password for old@example.org at 127.0.0.1: ');
    expect(readEvents(shown.slice(shown.indexOf('{'))).at(-1)).toMatchObject({ event: 'done', copied: 20 });
    expectNowhere(move, [shown]);
    expect(shown).not.toContain('oops');
  });

  it('can be refused with Ctrl-C', async () => {
    await using move = await startMove();
    const { code, shown } = await inTerminal(['run', ...move.args, '--json'], { answers: ['\u0003'] });
    expect(code).toBe(3);
    expect(shown).toContain('Stopped before anything was done');
    expect(move.source.log).toEqual([]);
  });
});
