import {
  chmodSync,
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuseMessages } from '../support/faults-append.ts';
import { readEvents, runHoming, startMove } from './homing.ts';

const reading =
  /^\S+ (CAPABILITY|ID|NAMESPACE|LOGIN|AUTHENTICATE|ENABLE|LIST|LSUB|STATUS|EXAMINE|(UID )?FETCH|(UID )?SEARCH|GETQUOTA\w*|NOOP|UNSELECT|CLOSE|LOGOUT)\b/i;

describe('homing run', () => {
  it('moves, tells it in JSON, and has nothing to do the second time', async () => {
    await using move = await startMove();
    const first = await runHoming(['run', ...move.args, '--json'], move.environment);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const events = readEvents(first.stdout);
    for (const { event } of events)
      expect(['plan', 'progress', 'paused', 'resumed', 'problem', 'done']).toContain(event);
    const done = events.at(-1) ?? {};
    expect(Object.keys(done).slice(0, 7)).toEqual([
      'event',
      'copied',
      'alreadyThere',
      'skipped',
      'failed',
      'bytes',
      'seconds',
    ]);
    expect(done).toMatchObject({ event: 'done', copied: 20, alreadyThere: 0, skipped: 0, failed: 0, copiedNow: 20 });
    expect(done['bytes']).toBe(move.source.store.usedBytes);
    expect(done['seconds']).toBeTypeOf('number');
    expect(move.destination.store.get('Lists')?.messages).toHaveLength(8);

    const second = await runHoming(['run', ...move.args, '--json'], move.environment);
    expect(second.code).toBe(0);
    expect(readEvents(second.stdout).at(-1)).toMatchObject({ copied: 20, copiedNow: 0, waiting: 0 });
    expect(move.destination.store.get('INBOX')?.messages).toHaveLength(12);
  });

  it('tells it in plain lines when nobody is there to watch', async () => {
    await using move = await startMove();
    const { code, stdout, stderr } = await runHoming(['run', ...move.args], move.environment);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toMatch(/\u001B|\r/);
    expect(stdout).toContain('20 messages in 2 mailboxes');
    expect(stdout).toContain('Lists: 8 messages');
    expect(stdout).toContain('Everything arrived: 20 messages');
    expect(stdout).toContain(`homing report --journal ${move.journal} --html receipt.html`);
  });

  it('takes its options from a file, and those of the command line before them', async () => {
    await using move = await startMove();
    const [, from, , to] = move.args;
    const config = join(move.folder, 'homing.json');
    const options = { from, to, ca: 'ca.pem', journal: 'journal.sqlite', json: true, exclude: ['Lists'] };
    writeFileSync(config, JSON.stringify(options));
    const first = await runHoming(['run', '--config', config], move.environment);
    expect(readEvents(first.stdout).at(-1)).toMatchObject({ event: 'done', copied: 12 });
    expect(existsSync(move.journal)).toBe(true);
    const second = await runHoming(['run', '--config', config, '--exclude', 'nothing'], move.environment);
    expect(readEvents(second.stdout).at(-1)).toMatchObject({ event: 'done', copied: 20 });
  });

  it('leaves behind what was chosen', async () => {
    await using move = await startMove();
    const choices = ['--since', '2020-01-01', '--exclude', 'Lists', '--json'];
    const { code, stdout } = await runHoming(['run', ...move.args, ...choices], move.environment);
    expect(code).toBe(0);
    expect(readEvents(stdout).at(-1)).toMatchObject({ copied: 0, skipped: 12 });
  });

  it('ends with 2 when the destination refuses a message, names it, and moves the rest', async () => {
    const refusal = refuseMessages((body) => body.includes('Subject: INBOX 5\r\n'), 'We do not like this one');
    await using move = await startMove({}, { script: refusal });
    const { code, stdout } = await runHoming(['run', ...move.args, '--json'], move.environment);
    expect(code).toBe(2);
    const events = readEvents(stdout);
    expect(events.at(-1)).toMatchObject({ copied: 19, failed: 1, waiting: 0 });
    expect(events.find(({ event }) => event === 'problem')).toMatchObject({
      mailbox: 'INBOX',
      uid: 6,
      subject: 'INBOX 5',
    });
    const report = await runHoming(['report', '--journal', move.journal]);
    expect(report.code).toBe(0);
    expect(report.stdout).toMatch(/INBOX: message “INBOX 5” from robot@example.org .*We do not like this one/);
  });

  it('writes down how the event loop and the memory did, when asked', async () => {
    await using move = await startMove();
    const file = join(move.folder, 'measure.json');
    await runHoming(['run', ...move.args], { ...move.environment, HOMING_MEASURE: file });
    const measured = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
    expect(Object.keys(measured)).toEqual(['eventLoopDelayP99Ms', 'peakRssBytes']);
    expect(measured['peakRssBytes']).toBeGreaterThan(20_000_000);
    expect(measured['eventLoopDelayP99Ms']).toBeGreaterThan(0);
  });

  it('keeps its journal for itself, in a folder of its own', async () => {
    await using move = await startMove();
    const { code } = await runHoming(['run', ...move.args.slice(0, 6)], {
      ...move.environment,
      XDG_STATE_HOME: move.folder,
    });
    expect(code).toBe(0);
    const folder = join(move.folder, 'homing');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o077, file).toBe(0);
  });
});

describe.each([[['plan']], [['run', '--dry-run']]])('homing %j', (args) => {
  it('shows what would be done, and changes nothing anywhere', async () => {
    await using move = await startMove();
    const { code, stdout } = await runHoming([...args, ...move.args, '--json'], move.environment);
    expect(code).toBe(0);
    const [plan, done] = readEvents(stdout).filter(({ event }) => event !== 'progress');
    expect(plan).toMatchObject({ event: 'plan', messages: 20, toCopy: { messages: 20 }, tooBig: [] });
    expect(done).toMatchObject({ event: 'done', copied: 0, bytes: 0 });
    expect(existsSync(move.journal)).toBe(false);
    for (const server of [move.source, move.destination])
      for (const { line } of server.log) expect(line).toMatch(reading);
    expect(move.destination.store.mailboxes.map(({ name }) => name)).toEqual(['INBOX']);
  });

  it('can be read', async () => {
    await using move = await startMove({}, { rules: { delimiter: '.', prefix: 'INBOX.' }, features: { quota: 1000 } });
    const { code, stdout } = await runHoming([...args, ...move.args], move.environment);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Lists +8 .*→ INBOX\.Lists/);
    expect(stdout).toMatch(/It does not fit/);
    expect(stdout).toContain('Nothing was changed');
  });
});

describe('homing run that is left nothing', () => {
  it.each([
    ['an --include that matches no mailbox', ['--include', 'Wrok']],
    ['an --exclude of everything', ['--exclude', '**']],
  ])('by %s ends with 4, and says so', async (_what, filter) => {
    await using move = await startMove();
    const text = await runHoming(['run', ...move.args, ...filter], move.environment);
    expect(text.code).toBe(4);
    expect(text.stderr).toMatch(/No mailbox of the old account is left/);
    expect(text.stdout).not.toMatch(/arrived/);
    const json = await runHoming(['run', ...move.args, ...filter, '--json'], move.environment);
    expect(json.code).toBe(4);
    expect(readEvents(json.stdout).at(-1)).toMatchObject({ event: 'problem', exitCode: 4 });
    expect(move.destination.commands.some((line) => /APPEND|CREATE/.test(line))).toBe(false);
  });
});

describe('homing verify and report', () => {
  it('prove what was moved', async () => {
    await using move = await startMove();
    await runHoming(['run', ...move.args], move.environment);
    const verify = await runHoming(['verify', '--deep', ...move.args, '--json'], move.environment);
    expect(verify.code).toBe(0);
    expect(readEvents(verify.stdout).at(-1)).toMatchObject({ event: 'done', copied: 20, verified: 20, failed: 0 });
    const [html, json] = [join(move.folder, 'receipt.html'), join(move.folder, 'receipt.json')];
    const files = ['--html', html, '--json-file', json];
    const report = await runHoming(['report', '--journal', move.journal, ...files, '--json']);
    expect(report.code).toBe(0);
    const receipt = JSON.parse(readFileSync(json, 'utf8')) as unknown;
    expect(readEvents(report.stdout)[0]).toEqual({ event: 'receipt', receipt, files: [html, json] });
    expect(readEvents(report.stdout)[1]).toMatchObject({ event: 'done', copied: 20, verified: 20 });
    expect(receipt).toMatchObject({ totals: { messages: 20, verified: 20 }, from: { user: 'old@example.org' } });
    expect(readFileSync(html, 'utf8')).toContain('All 20 messages arrived');
    expect(statSync(html).mode & 0o077).toBe(0);
  });

  it('write the receipt for nobody else, whatever was there before, and never through a link', async () => {
    await using move = await startMove();
    await runHoming(['run', ...move.args], move.environment);
    const [html, json, elsewhere] = ['receipt.html', 'receipt.json', 'elsewhere'].map((name) =>
      join(move.folder, name),
    );
    writeFileSync(html ?? '', 'old', { mode: 0o666 });
    chmodSync(html ?? '', 0o666);
    writeFileSync(elsewhere ?? '', 'untouched');
    symlinkSync(elsewhere ?? '', json ?? '');
    const files = ['--html', html ?? '', '--json-file', json ?? ''];
    expect((await runHoming(['report', '--journal', move.journal, ...files])).code).toBe(0);
    expect(readFileSync(elsewhere ?? '', 'utf8')).toBe('untouched');
    for (const file of [html, json]) {
      expect(lstatSync(file ?? '').isFile()).toBe(true);
      expect(statSync(file ?? '').mode & 0o777).toBe(0o600);
    }
  });

  it('find what was lost at the destination afterwards', async () => {
    await using move = await startMove();
    await runHoming(['run', ...move.args], move.environment);
    const inbox = move.destination.store.get('INBOX');
    inbox?.expunge(inbox.messages.slice(3, 4));
    const { code, stdout } = await runHoming(['verify', ...move.args, '--json'], move.environment);
    expect(code).toBe(2);
    expect(readEvents(stdout).some((line) => line['event'] === 'problem' && line['kind'] === 'missing')).toBe(true);
  });

  it('need a journal with a move in it', async () => {
    await using move = await startMove();
    for (const command of [
      ['report', '--journal', move.journal],
      ['verify', ...move.args],
    ]) {
      const { code, stderr } = await runHoming(command, move.environment);
      expect(code).toBe(4);
      expect(stderr).toContain('There is no journal yet');
    }
    expect(existsSync(move.journal)).toBe(false);
  });
});
