import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSince, parseSize } from '../../main/cli/choices.ts';
import { CliError } from '../../main/cli/cli-error.ts';
import { readConfigFile } from '../../main/cli/config-file.ts';
import { defaultJournalFile } from '../../main/cli/default-journal.ts';
import { exitCodeOfOutcome } from '../../main/cli/exit-code.ts';
import { parseCommandLine } from '../../main/cli/options.ts';
import { takeSecret } from '../../main/cli/secrets.ts';
import { readEnds, readSettings } from '../../main/cli/settings.ts';
import type { MigrationOutcome } from '../../shared/model/migration-event.ts';

describe('the command line', () => {
  it('is taken apart', () => {
    const line = parseCommandLine(['run', '--from=a', '--to', 'b', '--include', 'x', '--include', 'y', '--deep', '-h']);
    expect(line).toMatchObject({ command: 'run', help: true, version: false, config: null });
    expect(line.flags).toMatchObject({ from: 'a', to: 'b', include: ['x', 'y'], deep: true });
    expect(parseCommandLine([])).toMatchObject({ command: null });
  });

  it.each([
    [['run', '--frm', 'x'], /no option --frm\./],
    [['run', '--password=hunter2'], /no option --password\./],
    [['run', '--from'], /lacks its value/],
    [['run', '--deep=yes'], /lacks its value, or has one/],
    [['run', 'again'], /belongs to no option/],
  ])('%j is refused', (args, reason) => {
    expect(() => parseCommandLine(args)).toThrow(reason);
    expect(() => parseCommandLine(args)).toThrow(CliError);
    expect(() => parseCommandLine(args)).not.toThrow(/hunter2/);
  });

  it('needs both accounts, and two of them', () => {
    const ends = { from: 'imaps://me@h', to: 'imaps://you@i' };
    expect(readEnds(ends)).toMatchObject({ from: { user: 'me' }, to: { user: 'you' } });
    expect(() => readEnds({ to: ends.to })).toThrow(/--from is missing/);
    expect(() => readEnds({ from: ends.from })).toThrow(/--to is missing/);
    expect(() => readEnds({ from: ends.from, to: ends.from })).toThrow(/same account/);
  });

  it('makes settings of it', () => {
    expect(readSettings({})).toMatchObject({ since: null, maxSize: null, verify: 'quick' });
    expect(readSettings({}).plan).toMatchObject({ include: [], exclude: [], spam: false, trash: false });
    expect(readSettings({ sample: '300' })).toMatchObject({ verify: { kind: 'sample', bodies: 300 } });
    const chosen = readSettings({ exclude: ['Old/**'], 'with-spam': true, 'max-size': '10M', deep: true });
    expect(chosen).toMatchObject({ maxSize: 10_485_760, verify: 'deep', plan: { exclude: ['Old/**'], spam: true } });
  });
});

describe('sizes and dates', () => {
  it.each([
    ['5000000', 5_000_000],
    ['10M', 10_485_760],
    ['1.5g', 1_610_612_736],
    ['64 KiB', 65_536],
    ['20MB', 20_971_520],
  ])('%s', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each(['', '0', '-5', 'ten', '10T', '1e9', '10 M B', '99999999999999999'])('%j is no size', (text) => {
    expect(() => parseSize(text)).toThrow(CliError);
  });

  it('a day begins at midnight here, a moment is a moment', () => {
    expect(parseSince('2024-01-31')).toBe(new Date(2024, 0, 31).getTime());
    expect(parseSince('2024-01-31T12:00:00Z')).toBe(Date.UTC(2024, 0, 31, 12));
  });

  it.each(['', 'yesterday', '31.01.2024', '2024-02-31', '2024-13-01', '2024-01-31Tnoon'])('%j is no date', (text) => {
    expect(() => parseSince(text)).toThrow(CliError);
  });
});

describe('a configuration file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homing-config-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });
  const read = async (content: string): Promise<unknown> => {
    const file = join(folder, 'homing.json');
    await writeFile(file, content);
    return readConfigFile(file);
  };

  it('has the names of the options, and paths beside itself', async () => {
    const options = { from: 'a', include: ['x'], 'max-size': 1000, deep: true, journal: 'j.sqlite', ca: '/etc/ca.pem' };
    expect(await read(JSON.stringify(options))).toEqual({
      ...{ ...options, 'max-size': '1000', journal: join(folder, 'j.sqlite') },
    });
  });

  it.each([
    ['{"exlude": ["x"]}', /"exlude"/],
    ['{"include": "x"}', /"include"/],
    ['{"deep": "yes"}', /"deep"/],
    ['[]', /its top/],
    ['from: a', /not JSON/],
  ])('%s is refused', async (content, reason) => {
    await expect(read(content)).rejects.toThrow(reason);
    await expect(read(content)).rejects.toBeInstanceOf(CliError);
  });

  it('is no place for passwords, and does not repeat one', async () => {
    const refused = read('{"password": "hunter2"}');
    await expect(refused).rejects.toMatchObject({
      next: expect.stringMatching(/Passwords never stand in files/) as string,
    });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringMatching(/hunter2/) as string });
  });

  it('that is not there is refused', async () => {
    await expect(readConfigFile(join(folder, 'none.json'))).rejects.toThrow(/cannot be read/);
  });
});

describe('secrets', () => {
  it('are taken out of the environment', () => {
    const environment: NodeJS.ProcessEnv = { HOMING_FROM_PASSWORD: 'a', HOMING_TO_TOKEN: 'b' };
    expect(takeSecret('FROM', environment)).toEqual({ kind: 'password', value: 'a' });
    expect(takeSecret('TO', environment)).toEqual({ kind: 'token', value: 'b' });
    expect(environment).toEqual({});
    expect(takeSecret('FROM', environment)).toBeNull();
  });

  it('may be written as they are shown', () => {
    const password = (value: string): unknown => takeSecret('TO', { HOMING_TO_PASSWORD: value })?.value;
    expect(password('abcd efgh ijkl mnop')).toBe('abcdefghijklmnop');
    expect(password('my own pass phrase')).toBe('my own pass phrase');
    expect(password(' x ')).toBe(' x ');
  });

  it('must not be two', () => {
    const both = { HOMING_TO_PASSWORD: 'a', HOMING_TO_TOKEN: 'b' };
    expect(() => takeSecret('TO', both)).toThrow(/Both/);
    expect(both).toEqual({});
  });
});

it('the journal lies where the system keeps such things', () => {
  expect(defaultJournalFile('linux', {}, '/home/me')).toBe('/home/me/.local/state/homing/journal.sqlite');
  expect(defaultJournalFile('linux', { XDG_STATE_HOME: '/state' }, '/home/me')).toBe('/state/homing/journal.sqlite');
  expect(defaultJournalFile('linux', { XDG_STATE_HOME: 'state' }, '/home/me')).toMatch(/^\/home\/me\//);
  expect(defaultJournalFile('darwin', {}, '/Users/me')).toMatch(/Application Support\/Homing/);
  expect(defaultJournalFile('win32', { LOCALAPPDATA: '/local' }, '/me')).toBe('/local/Homing/journal.sqlite');
});

it.each([
  [{ sample: '0' }, '--sample is not a number of messages.'],
  [{ sample: '10%' }, '--sample is not a number of messages.'],
  [{ sample: '-3' }, '--sample is not a number of messages.'],
  [{ sample: '20', deep: true }, '--deep reads every message again, --sample some of them.'],
])('%j is refused', (options, message) => {
  expect(() => readSettings(options)).toThrow(message);
});

it.each<[Partial<MigrationOutcome>, number]>([
  [{}, 0],
  [{ skipped: 5, alreadyThere: 3 }, 0],
  [{ failed: 1 }, 2],
  [{ altered: 1 }, 2],
  [{ waiting: 1 }, 3],
  [{ end: 'stopped' }, 3],
  [{ end: 'stopped', reason: { kind: 'silence', serverText: null } }, 3],
  [{ end: 'stopped', reason: { kind: 'certificate', serverText: null } }, 4],
  [{ end: 'stopped', reason: { kind: 'connection-refused', serverText: null } }, 3],
  [{ end: 'sign-in-refused' }, 5],
  [{ end: 'destination-full' }, 6],
])('%j ends with %d', (change, code) => {
  const counts = { copied: 1, alreadyThere: 0, skipped: 0, failed: 0, altered: 0, waiting: 0, bytes: 1, seconds: 1 };
  const compared = { compared: 0, comparedAtRandom: 0, shortfalls: [] };
  expect(exitCodeOfOutcome({ end: 'finished', ...counts, ...compared, reason: null, side: null, ...change })).toBe(
    code,
  );
});
