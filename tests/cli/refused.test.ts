import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findFlaw } from '../../main/engine/treat/find-flaw.ts';
import { createMailStore, type MailStore } from '../../main/practice/imap-server/mail-store.ts';
import type { StoredMailbox } from '../../main/practice/imap-server/stored-mailbox.ts';
import type { ServerScript } from '../../main/practice/imap-server/server-script.ts';
import { parseCommandLine } from '../../main/cli/options.ts';
import { readSettings } from '../../main/cli/settings.ts';
import { readEvents, runHoming, startMove } from './homing.ts';

type Body = Parameters<StoredMailbox['add']>[0][number]['body'];
const read = (body: Body): Buffer => (typeof body === 'function' ? body() : body);

const head = 'From: ada@example.org\r\nSubject: Old letter\r\nMessage-ID: <1@example.org>\r\n\r\n';
const letters = [`${head}fine\r\n`, `${head}a bare\nline end\r\n`, `${head.replace('<1', '<2')}fine too\r\n`];

function oldMail(): MailStore {
  const store = createMailStore();
  for (const body of letters)
    store.get('INBOX')?.add([{ body: Buffer.from(body), flags: [], internalDate: '17-Jul-1996 02:44:25 -0700' }]);
  return store;
}

/** As Cyrus does: nothing that RFC 5322 forbids. */
const strict: ServerScript = {
  beforeAppend: (_connection, { messages }) =>
    messages.every(({ body }) => findFlaw(read(body), false) === 'other')
      ? null
      : { status: 'NO', text: 'Message contains bare newlines' },
};

describe('--refused', () => {
  it('chooses what becomes of refused messages, and takes nothing else', () => {
    const chosen = (value: string): unknown =>
      readSettings(parseCommandLine(['run', '--refused', value]).flags).treatments;
    expect(chosen('wrap')).toEqual({
      nul: 'wrap',
      'line-ends': 'wrap',
      'long-lines': 'wrap',
      header: 'wrap',
      other: 'wrap',
    });
    expect(readSettings({}).treatments).toEqual({});
    expect(() => chosen('burn')).toThrow(/none of leave, repair and wrap/);
  });

  it('leaves them behind and names them; repairs or wraps them in a later run; and leaves the rest alone', async () => {
    await using move = await startMove({ store: oldMail() }, { script: strict });
    const bodies = (): readonly string[] =>
      (move.destination.store.get('INBOX')?.messages ?? []).map(({ body }) => read(body).toString('latin1'));
    const left = await runHoming(['run', ...move.args], move.environment);
    expect(left.code, left.stderr).toBe(2);
    expect(left.stdout).toContain('it has line ends that mail does not know');
    expect(bodies()).toEqual([letters[0], letters[2]]);

    const wrapped = await runHoming(['run', ...move.args, '--refused', 'wrap', '--json'], move.environment);
    expect(wrapped.code, wrapped.stderr).toBe(2);
    expect(readEvents(wrapped.stdout).at(-1)).toMatchObject({ failed: 0, copied: 3 });
    const [, , small = ''] = bodies();
    expect(bodies()).toHaveLength(3);
    expect(small).toContain(
      createHash('sha256')
        .update(letters[1] ?? '')
        .digest('hex'),
    );

    const again = await runHoming(['run', ...move.args, '--refused', 'repair', '--json'], move.environment);
    expect(again.code, again.stderr).toBe(2);
    expect(bodies()).toHaveLength(3);
    const report = await runHoming(['report', ...move.args], move.environment);
    expect(report.stdout).toContain('arrived unchanged as the attachment of a small message, as you chose');
  });
});
