/**
 * `npm run bench`: the same mail, Dovecot to Dovecot, through a line of several lengths, by Homing, by mbsync and by the
 * wire limit; each into an account of its own, each compared afterwards.
 * Options: --rtt 0,40,100 --messages 5000 --megabytes 350 --tools reference,homing,mbsync --repeat 1 --fsync --json FILE
 * Without --fsync the destination does not wait for its disk: the disks of mail hosts are not what differs between tools.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { snapshotAccount } from '../support/compare-snapshot.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { loadRealisticMail, type RealisticMail } from '../support/realistic-mail.ts';
import { benchRun, type BenchRun, type BenchScene } from './bench-run.ts';
import { benchTable } from './bench-table.ts';
import { tools, type Tool } from './tools.ts';

const { values } = parseArgs({
  options: {
    rtt: { type: 'string', default: '0,40,100' },
    messages: { type: 'string', default: '5000' },
    megabytes: { type: 'string' },
    tools: { type: 'string', default: tools.map(({ name }) => name).join(',') },
    fsync: { type: 'boolean', default: false },
    repeat: { type: 'string', default: '1' },
    json: { type: 'string', default: fileURLToPath(new URL('../../bench-results/latest.json', import.meta.url)) },
  },
});

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The run with the median time; a failed one counts as the longest. */
function median(runs: readonly BenchRun[]): BenchRun {
  const time = (run: BenchRun): number => (run.ok ? run.wallSeconds : Infinity);
  const sorted = [...runs].sort((a, b) => time(a) - time(b));
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) throw new Error('--repeat must be at least 1');
  return middle;
}

async function repeated(scene: BenchScene, tool: Tool, rtt: number): Promise<BenchRun> {
  const runs: BenchRun[] = [];
  for (let round = 0; round < Number(values.repeat); round++) {
    const run = await benchRun(scene, tool, rtt);
    say(
      `${tool.name} at ${String(rtt)} ms: ${run.ok ? `${run.wallSeconds.toFixed(2)} s` : `failed\n${run.output ?? ''}`}`,
    );
    runs.push(run);
  }
  return median(runs);
}

async function setScene(source: Dovecot, destination: Dovecot): Promise<BenchScene> {
  const messages = Number(values.messages);
  const bytes = Number(values.megabytes ?? messages * 0.07) * 1e6;
  const account = { ...source, user: source.user };
  const mail = await loadRealisticMail(account, { seed: 1, messages, bytes });
  say(`${String(mail.messages)} messages, ${(mail.bytes / 1e6).toFixed(1)} MB in ${String(mail.mailboxes)} mailboxes`);
  // Reading everything once also fills the source's caches, so that no tool pays for being first.
  return { source, destination, mail, snapshot: await snapshotAccount(account), secondsAtMost: 240 };
}

function write(mail: RealisticMail, runs: readonly BenchRun[]): void {
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.version };
  mkdirSync(dirname(values.json), { recursive: true });
  writeFileSync(
    values.json,
    `${JSON.stringify({ at: new Date().toISOString(), machine, mail, fsync: values.fsync, runs }, null, 2)}\n`,
  );
}

async function bench(source: Dovecot, destination: Dovecot): Promise<void> {
  const scene = await setScene(source, destination);
  const chosen = tools.filter(({ name }) => values.tools.split(',').includes(name));
  const runs: BenchRun[] = [];
  for (const rtt of values.rtt.split(',').map(Number)) {
    for (const tool of chosen) {
      runs.push(await repeated(scene, tool, rtt));
      write(scene.mail, runs);
    }
  }
  process.stdout.write(`${benchTable(runs)}\n`);
  say(`Written to ${values.json}`);
  if (runs.some((run) => !run.ok)) process.exitCode = 1;
}

const servers = await Promise.all([
  startDovecot({ format: 'maildir', separator: '.' }),
  startDovecot({ format: 'mdbox', separator: '/', fsync: values.fsync }),
]);
try {
  await bench(...servers);
} finally {
  await Promise.all(servers.map((server) => server.stop()));
}
