import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createAuthority } from '../../main/practice/certificate.ts';
import { createMailStore } from '../../main/practice/imap-server/mail-store.ts';
import { mail } from '../support/awkward-mail.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';

const MESSAGES = 200_000;
const program = fileURLToPath(new URL('../../main/cli.ts', import.meta.url));

test('200,000 messages in one mailbox are listed and planned within 300 MB', async () => {
  const store = createMailStore();
  const size = mail('0000000', 'text').length;
  store.get('INBOX')?.add(
    Array.from({ length: MESSAGES }, (_, n) => ({
      body: () => Buffer.from(mail(String(n).padStart(7, '0'), 'text')),
      size,
      flags: ['\\Seen'],
    })),
  );
  const authority = await createAuthority();
  await using old = await startSimulatedServer({ store, authority });
  await using fresh = await startSimulatedServer({ authority });
  const folder = await mkdtemp(join(tmpdir(), 'homing-soak-'));
  try {
    await writeFile(join(folder, 'ca.pem'), old.caPem);
    const measured = join(folder, 'measured.json');
    const child = spawn(
      process.execPath,
      [
        program,
        'plan',
        '--from',
        old.url,
        '--to',
        fresh.url,
        '--ca',
        join(folder, 'ca.pem'),
        '--journal',
        join(folder, 'j.db'),
        '--json',
      ],
      {
        env: {
          ...process.env,
          HOMING_FROM_PASSWORD: old.password,
          HOMING_TO_PASSWORD: fresh.password,
          HOMING_MEASURE: measured,
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    expect(await new Promise((resolve) => child.on('close', resolve)), stdout).toBe(0);
    expect(stdout).toContain(String(MESSAGES));
    const { peakRssBytes } = JSON.parse(await readFile(measured, 'utf8')) as { peakRssBytes: number };
    expect(peakRssBytes / 1024 / 1024).toBeLessThan(300);
    console.log(`peak ${String(Math.round(peakRssBytes / 1024 / 1024))} MB`);
  } finally {
    await rm(folder, { recursive: true });
  }
});
