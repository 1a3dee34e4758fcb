import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportMessages } from '../../main/electron/export-messages.ts';
import { fileProblem } from '../../main/electron/file-problem.ts';
import { writePrivateFile } from '../../main/services/write-private-file.ts';
import type { Desk } from '../../main/services/desk/desk.ts';
import { csvRow } from '../../shared/csv-row.ts';
import { requests } from '../../shared/ipc/contract.ts';
import { canMount, smallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const newFolder = (): string => temporaryFolder('saving');
const move = 'a'.repeat(16);
const mode = (path: string): number => statSync(path).mode & 0o777;

/** A source that holds what is given, by UID. */
function sourceOf(bodies: Readonly<Record<number, Buffer | null>>): Pick<Desk, 'readMessages'> {
  return {
    async readMessages(_move, messages, write) {
      for (const message of messages) await write(message, bodies[message.uid] ?? null);
      return { problem: null };
    },
  };
}

describe('a file of the person', () => {
  test('is whole, and readable for nobody else, also where there was one', async () => {
    const file = join(newFolder(), 'receipt.html');
    writeFileSync(file, 'old', { mode: 0o644 });
    await writePrivateFile(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(mode(file)).toBe(0o600);
  });

  test('leaves nothing half done behind', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'taken', 'inside'), { recursive: true });
    await expect(writePrivateFile(join(folder, 'taken'), 'x')).rejects.toMatchObject({ code: 'EISDIR' });
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  test.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'unexpected'],
    ['EROFS', 'unexpected'],
  ])('that cannot be written for %s is the problem %s', (code, kind) => {
    const problem = fileProblem(Object.assign(new Error(`${code}: open '/home/anna/x'`), { code }));
    expect(problem).toMatchObject({ kind, code, serverText: null });
    expect(JSON.stringify(problem)).not.toContain('anna');
    expect(requests.saveReceipt.output.safeParse({ saved: false, problem }).success).toBe(true);
  });

  test.each([null, 'x', new Error('no code')])('that cannot be written for %j is unexpected', (error) => {
    expect(fileProblem(error)).toMatchObject({ kind: 'unexpected', code: null });
  });
});

describe('saved messages', () => {
  const names = ['INBOX', '=HYPERLINK("https://x","y")', '../../.ssh', 'a,b;"c"\r\nd', '-1+1', '@SUM(A1)', '\t=1'];

  test('lie in a folder of their own, byte for byte, with a list', async () => {
    const parent = newFolder();
    const body = Buffer.from([0x0d, 0x0a, 0x00, 0xff, 0x0a]);
    const messages = names.map((source, index) => ({ source, uid: index + 7 }));
    const desk = sourceOf({
      7: body,
      8: Buffer.from('b'),
      9: Buffer.from('c'),
      10: Buffer.from('d'),
      12: Buffer.from('f'),
    });
    const saved = await exportMessages(desk, { move, messages }, { parent, name: 'Messages' });
    expect(saved).toEqual({ saved: true, problem: null, written: 5, missing: 2 });
    expect(readdirSync(parent)).toEqual(['Messages']);
    const folder = join(parent, 'Messages');
    expect(readdirSync(folder).toSorted()).toEqual([
      '0001-7.eml',
      '0002-8.eml',
      '0003-9.eml',
      '0004-10.eml',
      '0005-12.eml',
      'index.csv',
    ]);
    expect(readFileSync(join(folder, '0001-7.eml')).equals(body)).toBe(true);
    expect(readdirSync(folder).map((file) => mode(join(folder, file)))).toEqual(Array.from({ length: 6 }, () => 0o600));
    expect(mode(folder)).toBe(0o700);
    const rows = readFileSync(join(folder, 'index.csv'), 'utf8').split('\r\n');
    expect(rows).toEqual([
      'file,folder,uid,bytes',
      '0001-7.eml,INBOX,7,5',
      `0002-8.eml,"'=HYPERLINK(""https://x"",""y"")",8,1`,
      '0003-9.eml,../../.ssh,9,1',
      '0004-10.eml,"a,b;""c"" d",10,1',
      `,"'-1+1",11,0`,
      `0005-12.eml,"'@SUM(A1)",12,1`,
      `,"'=1",13,0`,
      '',
    ]);
  });

  test('never go into a folder that is there', async () => {
    const parent = newFolder();
    const request = { move, messages: [{ source: 'INBOX', uid: 1 }] };
    const desk = sourceOf({ 1: Buffer.from('a') });
    for (let n = 0; n < 3; n += 1) await exportMessages(desk, request, { parent, name: 'Messages' });
    expect(readdirSync(parent).toSorted()).toEqual(['Messages', 'Messages 2', 'Messages 3']);
  });

  test('tell why they are not all there', async () => {
    const offline = fileProblem(null);
    const desk: Pick<Desk, 'readMessages'> = {
      async readMessages(_move, messages, write) {
        const [first] = messages;
        if (first) await write(first, Buffer.from('a'));
        return { problem: { ...offline, kind: 'offline' } };
      },
    };
    const messages = [1, 2].map((uid) => ({ source: 'INBOX', uid }));
    const saved = await exportMessages(desk, { move, messages }, { parent: newFolder(), name: 'Messages' });
    expect(saved).toMatchObject({ saved: false, problem: { kind: 'offline' }, written: 1, missing: 0 });
  });

  test('in a place that is not there are a problem, not a fault', async () => {
    const request = { move, messages: [{ source: 'INBOX', uid: 1 }] };
    const saved = await exportMessages(sourceOf({}), request, { parent: '/nowhere/at/all', name: 'Messages' });
    expect(saved).toMatchObject({ saved: false, problem: { kind: 'unexpected', code: 'ENOENT' }, written: 0 });
  });
});

describe.skipIf(!canMount)('a full disk (needs root, to mount a small one)', () => {
  test('keeps what fits and says what is wrong', async () => {
    const parent = smallDisk('64k');
    const messages = [1, 2, 3].map((uid) => ({ source: 'INBOX', uid }));
    const desk = sourceOf({ 1: Buffer.alloc(30_000), 2: Buffer.alloc(60_000), 3: Buffer.alloc(10) });
    const saved = await exportMessages(desk, { move, messages }, { parent, name: 'Messages' });
    expect(saved).toMatchObject({ saved: false, problem: { kind: 'disk-full', code: 'ENOSPC' }, written: 1 });
    expect(readFileSync(join(parent, 'Messages', '0001-1.eml'))).toHaveLength(30_000);
    await expect(writePrivateFile(join(parent, 'receipt.html'), 'x'.repeat(70_000))).rejects.toMatchObject({
      code: 'ENOSPC',
    });
    expect(readdirSync(parent)).toEqual(['Messages']);
  });
});

test('a table for spreadsheets holds no formula', () => {
  for (const start of ['=', '+', '-', '@', '\t=', '\r=', ' =', '＝', '＋', '－', '＠', '|', '%'])
    expect(csvRow([`${start}cmd`]), JSON.stringify(start)).toMatch(/^"?'/u);
  expect(csvRow(['a=b', 'x-y', 1])).toBe('a=b,x-y,1\r\n');
});
