import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { createAuthority } from '../../main/practice/certificate.ts';
import { createMailStore } from '../../main/practice/imap-server/mail-store.ts';
import type { RequestName } from '../../shared/ipc/channels.ts';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import { defaultRunOptions } from '../../shared/ipc/estimate-view.ts';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';
import { until } from './until.ts';

/** Two servers the app trusts. */
export interface TwoServers extends AsyncDisposable {
  readonly old: SimulatedServer;
  readonly new: SimulatedServer;
  /** For the app to be started with. */
  readonly env: Readonly<Record<string, string>>;
}

/** An old account with letters, and an empty new one. */
export async function startTwoServers(letters: number): Promise<TwoServers> {
  const folder = await mkdtemp(join(tmpdir(), 'homing-servers-'));
  const authority = await createAuthority();
  const store = createMailStore();
  store.get('INBOX')?.add(
    Array.from({ length: letters }, (_, index) => ({
      body: Buffer.from(
        `Message-ID: <${String(index)}@old.example>\r\nSubject: <b>Letter</b> ${String(index)}\r\n\r\n${'x'.repeat(1000)}\r\n`,
      ),
    })),
  );
  const old = await startSimulatedServer({ authority, store, user: 'anna@old.example' });
  const other = await startSimulatedServer({ authority, user: 'anna@new.example' });
  const caFile = join(folder, 'authority.pem');
  await writeFile(caFile, old.caPem);
  return {
    old,
    new: other,
    env: { NODE_EXTRA_CA_CERTS: caFile },
    async [Symbol.asyncDispose]() {
      await Promise.all([old.stop(), other.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Asks as the page does. */
export async function askFromPage<Name extends RequestName>(
  page: Page,
  name: Name,
  input?: Input<Name>,
): Promise<Output<Name>> {
  const result = (await page.evaluate(([asked, given]) => window.api[asked as 'move'](given), [
    name,
    input,
  ] as const)) as {
    readonly ok: boolean;
    readonly value: Output<Name>;
  };
  expect(result, name).toMatchObject({ ok: true });
  return result.value;
}

/** A move with both accounts signed in and looked at. @param bytesPerSecond null for as fast as it goes. @returns its id */
export async function prepareMove(page: Page, servers: TwoServers, bytesPerSecond: number | null): Promise<string> {
  const { move } = await askFromPage(page, 'createMove');
  for (const side of ['source', 'destination'] as const) {
    const { host, port, user, password } = side === 'source' ? servers.old : servers.new;
    const address = { host, port, security: 'tls' as const, user };
    const request = {
      move,
      side,
      typed: user,
      address,
      settingSource: 'typed' as const,
      provider: null,
      secret: password,
    };
    expect(await askFromPage(page, 'signIn', request), side).toEqual({ problem: null });
  }
  await askFromPage(page, 'runChecks', { move });
  await until(async () => (await askFromPage(page, 'move', { move })).checks.state === 'done');
  await askFromPage(page, 'chooseOptions', { move, options: { ...defaultRunOptions, bytesPerSecond } });
  return move;
}

/** Starts it, and waits until some messages have arrived. */
export async function runMove(page: Page, move: string): Promise<void> {
  expect(await askFromPage(page, 'startMove', { move })).toEqual({ problem: null });
  await untilPhase(page, move, ['running', 'finished']);
}

/** Waits until the move is so. */
export async function untilPhase(page: Page, move: string, phases: readonly string[]): Promise<void> {
  await until(async () => phases.includes((await askFromPage(page, 'move', { move })).run.phase));
}
