import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../main/cli/options.ts';
import { readSettings } from '../../main/cli/settings.ts';
import { gmailLetters } from '../support/gmail-letters.ts';
import { GmailAccount } from '../support/gmail-server.ts';
import { readEvents, runHoming, startMove } from './homing.ts';

function account(): GmailAccount {
  const made = new GmailAccount();
  for (const letter of gmailLetters) made.put(letter);
  return made;
}

describe('--labels', () => {
  it('chooses what becomes of labels, and takes nothing else', () => {
    const chosen = (value: string): unknown =>
      readSettings(parseCommandLine(['run', '--labels', value]).flags).plan.labels;
    for (const strategy of ['folders', 'primary', 'archive']) expect(chosen(strategy)).toBe(strategy);
    expect(readSettings({}).plan.labels).toBeUndefined();
    expect(() => chosen('everything')).toThrow(/none of folders, primary and archive/);
  });

  it('each message once with archive, once for each label without; nothing twice when the mind is changed', async () => {
    await using move = await startMove(account().serverOptions());
    const archive = await runHoming(['run', ...move.args, '--labels', 'archive', '--json'], move.environment);
    expect(archive.code, archive.stderr).toBe(0);
    expect(readEvents(archive.stdout).at(-1)).toMatchObject({ copied: gmailLetters.length, failed: 0 });
    const appends = (): number => move.destination.log.filter(({ name }) => name === 'APPEND').length;
    const before = appends();
    const folders = await runHoming(['run', ...move.args, '--deep', '--json'], move.environment);
    expect(folders.code, folders.stderr).toBe(0);
    expect(appends()).toBe(before);
    expect(move.destination.store.get('Work')?.messages).toHaveLength(5);
    const verified = await runHoming(['verify', ...move.args, '--deep', '--json'], move.environment);
    expect(verified.code, verified.stderr).toBe(0);
  });

  it('a plan changes nothing and says how many messages each way brings', async () => {
    await using move = await startMove(account().serverOptions());
    const planned = await runHoming(['plan', ...move.args, '--labels', 'primary'], move.environment);
    expect(planned.code, planned.stderr).toBe(0);
    expect(move.destination.store.mailboxes.map(({ name }) => name)).toEqual(['INBOX']);
    expect(planned.stdout).toContain('Archive');
  });

  it('says what is wrong with another value', async () => {
    await using move = await startMove();
    const { code, stderr } = await runHoming(['run', ...move.args, '--labels', 'all'], move.environment);
    expect(code).toBe(4);
    expect(stderr).toContain('--labels');
  });
});
