import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchCommand } from '../../main/cli/batch/batch-command.ts';
import { CliError } from '../../main/cli/cli-error.ts';
import { fileNameOf } from '../../main/cli/batch/file-name.ts';
import { readListFile } from '../../main/cli/batch/read-list-file.ts';
import { readRows, type ReadList } from '../../main/cli/batch/read-rows.ts';
import { readTable } from '../../main/cli/batch/read-table.ts';
import { argumentsOf } from '../../main/cli/batch/row-options.ts';
import { parseCommandLine, type RawOptions } from '../../main/cli/options.ts';
import { createProviderDirectory } from '../../main/services/provider-directory.ts';
import providers from '../../resources/providers.json' with { type: 'json' };

let folder: string;
const directory = createProviderDirectory(providers);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'homing-list-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Around {
  readonly common?: RawOptions;
  readonly environment?: NodeJS.ProcessEnv;
  readonly sameDestination?: boolean;
}

function read(
  text: string,
  { common = {}, environment = {}, sameDestination = false }: Around = {},
): Promise<ReadList> {
  const places = { environment, folder, common: { FROM: null, TO: null } };
  return readRows(text, { common, sameDestination, places, directory });
}

const head = 'name,from,to,from_password,to_password';
const row = (name: string, more = ''): string =>
  `${name},imaps://${name}@old.example@h,imaps://${name}@new.example@i,x,y${more}`;

describe('a table', () => {
  it.each([
    ['commas', 'a,b\n1,2', ['1', '2']],
    ['semicolons', 'a;b\r\n1,5;2\r\n', ['1,5', '2']],
    ['tabs', 'a\tb\n1 2\t\t\n', ['1 2', '', '']],
    ['tabs and quotes', 'a\tb\n"1"\t"2"\n', ['1', '2']],
    ['what a spreadsheet says of itself', 'sep=;\na;b\n1;2', ['1', '2']],
    ['a byte order mark', '\uFEFFa,b\n1,2', ['1', '2']],
    ['old line ends', 'a,b\r1,2\r', ['1', '2']],
    ['comments and empty lines', '# list\n\n  \na,b\n ,\n\t# one\n1,2', ['1', '2']],
    ['spaces around cells', ' a , b\n 1 ,  2 ', ['1', '2']],
    ['quotes', 'a,b\n"1,""x""" , " 2 "', ['1,"x"', ' 2 ']],
    ['a quote within a cell', 'a,b\nx"1,2"y', ['x"1', '2"y']],
    ['a # in quotes', 'a,b\n"#1",2', ['#1', '2']],
    ['a separator in a quoted name', '"a,b,c";d\n1;2', ['1', '2']],
  ])('is understood with %s', (_what, text, cells) => {
    const { head: names, lines, problems } = readTable(text);
    expect(problems).toEqual([]);
    expect(names?.cells).toHaveLength(2);
    expect(lines.map((line) => line.cells)).toEqual([cells]);
  });

  it('knows the numbers of its lines, and a forgotten quote spoils one of them', () => {
    const { lines, problems } = readTable('a,b\r\n\r\n1,"2\r\n3,4\r\n"5"6,7\r\n8,9');
    expect(lines).toEqual([
      { line: 4, cells: ['3', '4'] },
      { line: 6, cells: ['8', '9'] },
    ]);
    expect(problems.map(({ line }) => line)).toEqual([3, 5]);
  });
});

describe('a list', () => {
  it('becomes rows: names, accounts, secrets and options', async () => {
    const text = `Name,FROM,To,from password,to-password,exclude,exclude,with_spam,note,since\n${row('anna', ',Old/**,Junk,yes,pays late,2020-01-31')}\n`;
    const { rows, problems, hasPasswords } = await read(text, {
      common: { exclude: ['All'], since: '2019-01-01', deep: true },
    });
    expect(problems).toEqual([]);
    expect(hasPasswords).toBe(true);
    expect(rows).toMatchObject([
      {
        ...{ line: 2, name: 'anna', file: 'anna' },
        ends: { from: { user: 'anna@old.example', host: 'h', port: 993 }, to: { user: 'anna@new.example', host: 'i' } },
        secrets: { FROM: { kind: 'password', value: 'x' }, TO: { kind: 'password', value: 'y' } },
        options: { exclude: ['All', 'Old/**', 'Junk'], since: '2020-01-31', 'with-spam': true, deep: true },
      },
    ]);
    const args = argumentsOf(rows[0]?.options ?? {});
    expect(args).toEqual(
      expect.arrayContaining(['--exclude=All', '--exclude=Old/**', '--with-spam', '--deep', '--since=2020-01-31']),
    );
    expect(args).toContain('--from=imaps://anna@old.example@h');
    expect(args.join(' ')).not.toMatch(/password|pays/);
  });

  it('calls a line without a name by its old address', async () => {
    const { rows } = await read(
      'from,to,from_password,to_password\nimaps://a@old.example@h,imaps://b@i,x,y\nimaps://c@h,imaps://d@i,x,y',
    );
    expect(rows.map(({ name, file }) => [name, file])).toEqual([
      ['a@old.example', 'a@old.example'],
      ['c@h', 'c@h'],
    ]);
  });

  it("takes a line's own word before that for all, also where the two exclude each other", async () => {
    const text = (column: string, cell: string): string => `${head},${column}\n${row('anna', `,${cell}`)}`;
    const optionsOf = async (column: string, cell: string, common: RawOptions): Promise<RawOptions | undefined> => {
      const { rows, problems } = await read(text(column, cell), { common });
      expect(problems).toEqual([]);
      return rows[0]?.options;
    };
    expect(await optionsOf('sample', '20', { deep: true })).not.toHaveProperty('deep');
    expect(await optionsOf('deep', 'yes', { sample: '20' })).not.toHaveProperty('sample');
    expect(await optionsOf('deep', 'no', { deep: true })).toMatchObject({ deep: false });
    expect(await optionsOf('max-size', '5M', { 'max-size': '9M', since: '2020-01-01' })).toMatchObject({
      'max-size': '5M',
      since: '2020-01-01',
    });
  });

  it('finds passwords in files beside it and in the environment, and names those that others must not inherit', async () => {
    writeFileSync(join(folder, 'secret.txt'), '\uFEFF open sesame \r\nsecond line', { mode: 0o600 });
    const text = `name,from,to,from_secret,to_secret\nanna,imaps://a@h,imaps://b@i,file:secret.txt,env:ANNA`;
    const { rows, problems, variables, hasPasswords } = await read(text, { environment: { ANNA: 'hunter2' } });
    expect(problems).toEqual([]);
    expect(rows[0]?.secrets).toEqual({
      FROM: { kind: 'password', value: ' open sesame ' },
      TO: { kind: 'password', value: 'hunter2' },
    });
    expect(variables).toEqual(['ANNA']);
    expect(hasPasswords).toBe(false);
  });
});

describe('what is wrong in a list', () => {
  it('is told all at once, line by line, without a word of any secret', async () => {
    chmodSync(folder, 0o700);
    writeFileSync(join(folder, 'open.txt'), 'hunter2', { mode: 0o644 });
    writeFileSync(join(folder, 'empty.txt'), '\n', { mode: 0o600 });
    const lines = [
      'name;from;to;from_password;to_password;from_secret;to_secret;since;deep;ca;pin',
      'anna;imaps://anna@h;imaps://anna@i;hunter2;hunter2',
      'ben;imap://ben@h;imaps://ben@i;hunter2;hunter2',
      'clara;imaps://clara:hunter2@h;imaps://clara@i;hunter2;hunter2',
      'dora;imaps://dora@h;;hunter2;hunter2',
      'eva;imaps://eva@h;imaps://eva@h;hunter2;hunter2',
      'finn;imaps://finn@h;imaps://finn@i;;',
      'gerd;imaps://gerd@h;imaps://gerd@i;hunter2;;env:HUNTER2;hunter2',
      'hans;imaps://hans@h;imaps://hans@i;;;env:NOTHING;file:nowhere',
      'iris;imaps://iris@h;imaps://iris@i;;;file:open.txt;file:empty.txt',
      'jan;imaps://jan@h;imaps://jan@i;hunter2;hunter2;;;soon;perhaps;none.pem;hunter2',
      'kim;imaps://kim@h;imaps://kim@i;hunter2;hunter2;;;;;;;hunter2',
      'anna;imaps://anna@h;imaps://anna@i;hunter2;hunter2',
      'ANNA;imaps://lea@h;imaps://lea@i;hunter2;hunter2',
      'mia;imaps://mia@h;imaps://anna@I:143;hunter2;hunter2',
      'nils;imaps://nils@h;imaps://anna@h;hunter2;hunter2',
      '...;imaps://olga@h;imaps://olga@i;hunter2;hunter2',
      'paul;imaps://paul@h;imaps://paul@i;hunter2;"hunter2',
    ];
    const { rows, problems } = await read(lines.join('\n'));
    const told = problems.map(({ line, text }) => `${String(line)} ${text}`);
    const expected: readonly RegExp[] = [
      /^3 from asks for imap:\/\//,
      /^4 from contains a password/,
      /^5 to is missing/,
      /^6 .*same account/,
      /^7 There is no password for the old account: fill in from_password or from_secret\./,
      /^7 There is no password for the new account/,
      /^8 It has both from_password and from_secret\./,
      /^8 to_secret begins with neither env: nor file:\./,
      /^9 The environment has nothing under the name in from_secret\./,
      /^9 The file in to_secret cannot be read\./,
      /^10 Other users of this computer may read the file in from_secret/,
      /^10 The first line of the file in to_secret is empty\./,
      /^11 deep is neither yes nor no\./,
      /^11 since is not a date\./,
      /^11 The certificate file .*none\.pem cannot be read\./,
      /^11 pin is not a SHA-256 fingerprint\./,
      /^12 It has 12 cells for 11 columns\./,
      /^13 It is the same move as line 2\./,
      /^14 Its files would be called like those of line 2\./,
      /^15 Its new mailbox is that of line 2, too\..*--same-destination/,
      /^16 Its new mailbox is the old one of line 2\./,
      /^17 Its name has neither letters nor digits/,
      /^18 A quote \("\) is opened and not closed\./,
    ];
    expect(told).toEqual(expected.map((pattern) => expect.stringMatching(pattern) as string));
    expect(told.join('\n')).not.toMatch(/hunter2/i);
    expect(rows.map(({ name }) => name)).toContain('anna');
  });

  it.each([
    ['anna,imaps://a@h,imaps://b@i,hunter2,hunter2', /must name the columns/],
    ['', /is empty/],
    ['# nothing\n', /is empty/],
    [head, /no accounts/],
    ['name,from,to,from_pasword\na,b,c,hunter2', /There is no column from_pasword\./],
    ['name,from,to,from,journal\na,b,c,d,e', /two columns from/],
    ['name,from,to,,deep\na,b,c,d,e', /Column 4 has no name/],
    ['name,from,to,json,html\na,b,c,d,e', /There is no column json/],
  ])('%j is told of its first line', async (text, reason) => {
    const { rows, problems } = await read(text);
    expect(rows).toEqual([]);
    expect(problems.map((problem) => problem.text).join(' ')).toMatch(reason);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  it('does not count two old mailboxes that are to go into one new one', async () => {
    const text = `${head}\nanna,imaps://a@h,imaps://x@i,1,2\nben,imaps://b@h,imaps://x@i,1,2`;
    expect((await read(text)).problems).toHaveLength(1);
    expect((await read(text, { sameDestination: true })).problems).toEqual([]);
  });
});

describe('the file of a list', () => {
  const write = (content: string | Buffer, mode = 0o600): string => {
    const file = join(folder, 'list.csv');
    writeFileSync(file, content);
    chmodSync(file, mode);
    return file;
  };

  it.each([
    [0o600, true],
    [0o400, true],
    [0o640, false],
    [0o604, false],
    [0o602, false],
    [0o620, false],
  ])('with the rights %o is private: %j', (mode, isPrivate) => {
    expect(readListFile(write('x', mode))).toEqual({ text: 'x', isPrivate });
  });

  it('may be UTF-8 or what spreadsheets call Unicode, and nothing else', () => {
    expect(readListFile(write('né')).text).toBe('né');
    expect(readListFile(write(Buffer.from('\uFEFFné', 'utf16le'))).text).toBe('né');
    expect(() => readListFile(write(Buffer.from('né', 'latin1')))).toThrow(/not a text in UTF-8/);
    expect(() => readListFile(join(folder, 'none.csv'))).toThrow(/cannot be read/);
  });
});

it.each([
  ['anna@old.example', 'anna@old.example'],
  ['Anna Müller', 'Anna-Müller'],
  ['../../etc/passwd', 'etc-passwd'],
  ['a/b\\c:d*e?"<>|', 'a-b-c-d-e'],
  ['-rf', 'rf'],
  ['CON', '_CON'],
  ['com1.txt', '_com1.txt'],
  ['Summary', '_Summary'],
  ['日本語', '日本語'],
  ['x'.repeat(300), 'x'.repeat(200)],
  ['ü'.repeat(150), 'ü'.repeat(100)],
  ['…', null],
])('files of %j are called %j', (name, file) => {
  expect(fileNameOf(name)).toBe(file);
});

describe('homing batch', () => {
  const given = (options: RawOptions, list: string | null = join(folder, 'list.csv')): Promise<number> =>
    batchCommand({ options, list, secrets: { FROM: null, TO: null } });

  it('has a list behind it, and only it has', () => {
    expect(parseCommandLine(['batch', 'list.csv', '--parallel', '4'])).toMatchObject({
      ...{ command: 'batch', list: 'list.csv', flags: { parallel: '4' } },
    });
    expect(parseCommandLine(['batch', '-'])).toMatchObject({ list: '-' });
    expect(parseCommandLine(['run'])).toMatchObject({ list: null });
    expect(() => parseCommandLine(['run', 'list.csv'])).toThrow(/belongs to no option/);
    expect(() => parseCommandLine(['batch', 'a', 'b'])).toThrow(/belongs to no option/);
  });

  it.each<[RawOptions, RegExp]>([
    [{ from: 'imaps://a@h' }, /--from belongs to one move/],
    [{ journal: 'j.sqlite' }, /--journal belongs to one move/],
    [{ html: 'r.html' }, /--html belongs to one move/],
    [{ parallel: '0' }, /--parallel is not a number from 1 to 64/],
    [{ parallel: '65' }, /--parallel is not a number from 1 to 64/],
    [{ parallel: 'all' }, /--parallel is not a number/],
    [{ since: 'soon' }, /--since is not a date/],
    [{ ca: '/nowhere.pem' }, /cannot be read/],
    [{ deep: true, sample: '5' }, /--deep reads every message/],
  ])('refuses %j before it looks at the list', async (options, reason) => {
    await expect(given(options, '/nowhere.csv')).rejects.toThrow(reason);
    await expect(given(options, '/nowhere.csv')).rejects.toBeInstanceOf(CliError);
  });

  it.runIf(process.platform === 'linux')(
    'finds out that nothing can be written before it starts anything',
    async () => {
      const list = join(folder, 'list.csv');
      writeFileSync(list, `${head}\n${row('anna')}`, { mode: 0o600 });
      chmodSync(list, 0o600);
      // A folder nobody can write to, not even root.
      const refused = given({ journals: '/proc/self' }, list);
      await expect(refused).rejects.toThrow(/summary cannot be written to \/proc\/self\. Nothing was started\./);
      await expect(refused).rejects.toMatchObject({ exitCode: 4 });
      await expect(given({ journals: list }, list)).rejects.toThrow(/cannot be made\. Nothing was started\./);
    },
  );

  it('says what list is missing', async () => {
    await expect(given({}, null)).rejects.toThrow(/Which list/);
    await expect(given({}, '/nowhere.csv')).rejects.toThrow(/list in .*nowhere\.csv cannot be read/);
    await expect(given({}, '-')).rejects.toThrow(/standard input has no name/);
  });
});
