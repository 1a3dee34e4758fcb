import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCode } from '../../main/cli/exit-code.ts';
import { readTable } from '../../main/cli/batch/read-table.ts';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { RawImap } from '../support/raw-imap.ts';
import { program } from './homing.ts';

const guide = readFileSync('docs/hosts.md', 'utf8');

function blocks(language: string): readonly string[] {
  return [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text]) => text ?? '');
}

/** What a reader has, and this machine may not: they do what stands behind their options. */
const tools: Readonly<Record<string, string>> = {
  tmux: 'for last; do :; done\nexec sh -c "$last"',
  'systemd-run': 'while [ "${1#-}" != "$1" ]; do shift; done\nexec "$@"',
};

let [source, destination]: Dovecot[] = [];
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'homing-guide-'));
  mkdirSync(join(folder, 'bin'));
  [source, destination] = await Promise.all([
    startDovecot({ format: 'maildir', separator: '.' }),
    startDovecot({ format: 'mdbox', separator: '/', quotaMegabytes: 5 }),
  ]);
  writeFileSync(join(folder, 'ca.pem'), source.caPem + destination.caPem);
  // Only the authority of throw-away servers is added to what a reader types.
  const homing = `case $1 in batch) set -- "$@" --ca '${join(folder, 'ca.pem')}' ;; esac\nexec '${process.execPath}' '${program}' "$@"`;
  for (const [name, script] of Object.entries({ ...tools, homing })) {
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'bin', name), 0o755);
  }
});

afterAll(async () => {
  await Promise.all([source?.stop(), destination?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

function servers(): { readonly from: Dovecot; readonly to: Dovecot } {
  if (!source || !destination) throw new Error('the servers did not start');
  return { from: source, to: destination };
}

/** The list of the guide, with servers and passwords that are there. */
function listOfTheGuide(): string {
  const { from, to } = servers();
  const [written = ''] = blocks('csv');
  const { head, lines, problems } = readTable(written);
  expect(problems).toEqual([]);
  expect(head?.cells).toEqual(['name', 'from', 'to', 'from_password', 'to_password']);
  const rows = lines.map(({ cells: [name = '', old = '', fresh = ''] }) => {
    const own = [old.replace('imap.big.example', `127.0.0.1:${String(from.port)}`), fresh];
    return [
      name,
      own[0],
      own[1]?.replace('mail.small.example', `127.0.0.1:${String(to.port)}`),
      from.password,
      to.password,
    ];
  });
  return [head?.cells ?? [], ...rows].map((row) => row.join(',')).join('\n');
}

/** Runs a block as a shell does for its reader. */
async function type(block: string): Promise<{ readonly code: number | null; readonly shown: string }> {
  const { HOMING_FROM_PASSWORD: _from, XDG_STATE_HOME: _state, ...inherited } = process.env;
  const PATH = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const child = spawn('sh', ['-eu', '-c', block], {
    cwd: folder,
    env: { ...inherited, PATH, HOME: folder, XDG_CACHE_HOME: cache },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let shown = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      shown += text;
    });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, shown };
}

/** What a block is to have shown, by something it says. */
const expected: readonly (readonly [string, RegExp])[] = [
  ['--dry-run', /^together +2 moves +20 /m],
  ['--only-unfinished', /^together +2 moves +20 /m],
  ['--sample', /^anna +arrived +11 /m],
  ['ls ', /^anna\.html\nanna\.json\nanna\.sqlite\n.*^summary\.csv$/ms],
  ['case', /^All mail has arrived\.$/m],
  ['homing batch', /^anna +arrived +1[01] .*^ben +arrived +10 /ms],
  ['', /^$/],
];

describe.runIf(process.platform !== 'win32')('the guide for hosts', () => {
  it('can be followed word by word, and the mail is there', async () => {
    const { from, to } = servers();
    for (const name of ['anna', 'ben'])
      await fillPlainAccount(from, `${name}@big.example`, { mailboxes: 1, messagesEach: 10, maxBytes: 2_000 });
    writeFileSync(join(folder, 'customers.csv'), listOfTheGuide());
    const commands = blocks('sh');
    expect(commands.length).toBeGreaterThan(8);
    for (const [index, command] of commands.entries()) {
      // Mail goes on coming until the domain has moved.
      if (index === commands.findLastIndex((block) => block.includes('--parallel 4\n')))
        await receive(from, 'anna@big.example');
      const { code, shown } = await type(command);
      expect({ code, shown }, command).toEqual({ code: 0, shown: expect.any(String) as string });
      const [, pattern] = expected.find(([word]) => command.includes(word)) ?? ['', /./];
      expect(shown, command).toMatch(pattern);
    }
    for (const name of ['anna', 'ben'])
      await assertSameMailboxes(rawAccount(from, `${name}@big.example`), rawAccount(to, name));
    expect(existsSync(join(folder, 'customers.csv'))).toBe(false);
  });

  it('shows a list that is understood, and names states and codes as they are', () => {
    const states = readFileSync('main/cli/batch/move-result.ts', 'utf8');
    const named = [...guide.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(states).toContain(`'${name}'`);
    const [handled = ''] = blocks('sh').filter((block) => block.includes('case $?'));
    for (const code of Object.values(exitCode).filter((one) => one !== exitCode.unexpected))
      expect(handled).toMatch(new RegExp(`^ *${String(code)}\\) echo`, 'm'));
  });

  it('uses options that systemd-run has', () => {
    const [command = ''] = blocks('sh').filter((block) => block.startsWith('systemd-run'));
    const used = [...(command.split('homing batch')[0] ?? '').matchAll(/--([a-z-]+)/g)].map(([option]) => option);
    expect(used.length).toBeGreaterThan(3);
    if (!existsSync('/usr/bin/systemd-run')) return;
    const help = execFileSync('/usr/bin/systemd-run', ['--help'], { encoding: 'utf8' });
    for (const option of used) expect(help).toMatch(new RegExp(`${option}\\b`));
  });
});

/** One more message for the old mailbox. */
async function receive(server: Dovecot, user: string): Promise<void> {
  const client = await RawImap.open(rawAccount(server, user));
  await client.append('INBOX', {
    bytes: Buffer.from('Message-ID: <late@example.org>\r\nSubject: late\r\n\r\nlate\r\n'),
  });
  await client.logout();
}
