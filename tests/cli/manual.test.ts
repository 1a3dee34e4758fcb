import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowOptions } from '../../main/cli/batch/columns.ts';
import { exitCode } from '../../main/cli/exit-code.ts';
import { knownOptions } from '../../main/cli/options.ts';
import { usage } from '../../main/cli/usage.ts';
import { bashCompletion } from '../../scripts/completions/bash.mjs';
import { fishCompletion } from '../../scripts/completions/fish.mjs';
import { commands, options } from '../../scripts/completions/table.mjs';
import { zshCompletion } from '../../scripts/completions/zsh.mjs';

const linux = resolve('resources/linux');
const page = readFileSync(join(linux, 'homing.1'), 'utf8');
/** As it is read: without the hyphens' escapes. */
const text = page.replaceAll('\\-', '-');
const commandNames = Object.keys(commands);

/** Where a program of this system is; null when it is not here. */
function find(program: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}

describe('the table of commands and options', () => {
  it('has what the command line knows, as it knows it', () => {
    const known = Object.entries(knownOptions).map(([name, option]) => ({
      name,
      takes: option.type === 'string',
      repeats: 'multiple' in option,
      short: 'short' in option ? option.short : undefined,
    }));
    const told = options.map(({ name, value, repeats, short }) => ({
      name,
      takes: value !== null,
      repeats: repeats === true,
      short,
    }));
    const byName = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1);
    expect(told.sort(byName)).toEqual(known.sort(byName));
  });

  it('has the commands, and no others', () => {
    const source = readFileSync('main/cli/main.ts', 'utf8');
    const dispatched = [...source.matchAll(/^ {2}'?([a-z-]+)'?: async \(\) => \(await import/gm)].map(
      ([, name]) => name,
    );
    expect([...dispatched, 'help'].sort()).toEqual([...commandNames].sort());
    for (const { of } of options) for (const command of of) expect(commandNames).toContain(command);
  });

  it('has for a batch what its lines may have', () => {
    const ofBatch = options.filter(({ of }) => of.includes('batch')).map(({ name }) => name);
    expect(ofBatch).toEqual(expect.arrayContaining([...rowOptions]));
  });
});

describe('the manual page', () => {
  it.each(commandNames)('has the command %s', (name) => {
    expect(text).toMatch(new RegExp(`^\\.SY homing\\n\\.B ${name}$`, 'm'));
    expect(text).toMatch(new RegExp(`^\\.TP\\n\\.BI? ${name}(\\\\~ \\w+)?$`, 'm'));
  });

  it.each(Object.keys(knownOptions))('has the option --%s', (name) => {
    expect(text).toMatch(new RegExp(`^\\.TP\\n\\.(B|BI|BR) .*--${name}(?![a-z-])`, 'm'));
    expect(usage).toContain(`--${name}`);
  });

  it('has each exit code, each option of a list and each variable', () => {
    for (const code of Object.values(exitCode)) expect(text).toMatch(new RegExp(`^\\.TP\\n\\.B ${String(code)}$`, 'm'));
    const lists = text.slice(text.indexOf('.SH LISTS'), text.indexOf('.SH EXIT STATUS'));
    for (const name of rowOptions) expect(lists).toMatch(new RegExp(`^\\.BR ${name} [,.]$`, 'm'));
    for (const name of ['from', 'to', 'name', 'from_password', 'to_password', 'from_secret', 'to_secret', 'note'])
      expect(lists).toMatch(new RegExp(`^\\.BR? .*\\b${name}\\b`, 'm'));
    for (const side of ['FROM', 'TO'])
      for (const kind of ['PASSWORD', 'TOKEN']) expect(text).toContain(`HOMING_${side}_${kind}`);
    for (const section of ['FILES', 'ENVIRONMENT', 'EXAMPLES']) expect(text).toContain(`.SH ${section}\n`);
  });

  it('speaks the language of manual pages', () => {
    // What groff would say, wherever it is not: known requests only, and fonts that are given back.
    const requests = [...page.matchAll(/^\.([A-Za-z]+)/gm)].map(([, name]) => name);
    const known = ['TH', 'SH', 'SS', 'TP', 'PP', 'B', 'BI', 'BR', 'I', 'IR', 'RB', 'RI', 'SY', 'YS', 'in', 'EX', 'EE'];
    expect(requests.filter((name) => !known.includes(name ?? ''))).toEqual([]);
    expect(page.split('.SY ').length).toBe(page.split('.YS').length);
    expect(page.split('.EX\n').length).toBe(page.split('.EE\n').length);
    expect(page).not.toMatch(/[^\\]-\\-|(?<!\\)--/);
    for (const line of page.split('\n')) expect(line).not.toMatch(/\s$/);
  });

  it.runIf(find('groff'))('is clean for groff', () => {
    const { status, stderr } = spawnSync(find('groff') ?? '', ['-man', '-ww', '-z', join(linux, 'homing.1')], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('completions', () => {
  it('are what the table says', () => {
    const read = (name: string): string => readFileSync(join(linux, 'completions', name), 'utf8');
    expect(read('homing.bash'), 'run scripts/write-completions.mjs').toBe(bashCompletion());
    expect(read('_homing')).toBe(zshCompletion());
    expect(read('homing.fish')).toBe(fishCompletion());
  });

  it.each([
    ['zsh', ['-n'], '_homing'],
    ['fish', ['--no-execute'], 'homing.fish'],
    ['bash', ['-n'], 'homing.bash'],
  ] as const)('are understood by %s, where it is', (shell, check, file) => {
    if (find(shell) === null) return;
    const { status, stderr } = spawnSync(shell, [...check, join(linux, 'completions', file)], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe.runIf(find('bash'))('completion in bash', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'homing-complete-'));
    mkdirSync(join(folder, 'moves here'));
    for (const file of ['customers.csv', 'my list.csv', 'ca.pem']) writeFileSync(join(folder, file), '');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** What bash offers after these words, of which the last is being typed. */
  function complete(...words: readonly string[]): readonly string[] {
    const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _homing; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const file = join(linux, 'completions', 'homing.bash');
    const args = ['--norc', '--noprofile', '-uc', script, 'bash', file, 'homing', ...words];
    const shown = execFileSync('bash', args, { cwd: folder, encoding: 'utf8' });
    return shown.split('\n').filter((line) => line !== '');
  }

  it('offers commands, and the options that belong to one', () => {
    expect(complete('')).toEqual(commandNames);
    expect(complete('p')).toEqual(['plan', 'practice']);
    expect(complete('--v')).toEqual(['--version']);
    expect(complete('report', '--j')).toEqual(['--journal', '--json', '--json-file']);
    expect(complete('batch', '--j')).toEqual(['--json', '--journals']);
    expect(complete('batch', 'customers.csv', '--only')).toEqual(['--only-unfinished']);
    expect(complete('run', '--par')).toEqual([]);
    for (const command of commandNames)
      expect(complete(command, '--')).toEqual(
        options.filter(({ of }) => of.length === 0 || of.includes(command)).map(({ name }) => `--${name}`),
      );
  });

  it('offers words, files and folders where they are wanted', () => {
    expect(complete('run', '--labels', '')).toEqual(['folders', 'primary', 'archive']);
    expect(complete('run', '--labels', '=', 'pri')).toEqual(['primary']);
    expect(complete('run', '--refused', '=')).toEqual(['leave', 'repair', 'wrap']);
    expect(complete('batch', '')).toEqual(expect.arrayContaining(['customers.csv', 'my list.csv', 'moves here']));
    expect(complete('batch', 'my')).toEqual(['my list.csv']);
    expect(complete('batch', 'x.csv', '--journals', 'm')).toEqual(['moves here']);
    expect(complete('run', '--ca', 'c')).toEqual(expect.arrayContaining(['ca.pem', 'customers.csv']));
    expect(complete('run', '--since', '')).toEqual([]);
  });

  it('is there after the file was read', () => {
    const file = join(linux, 'completions', 'homing.bash');
    const shown = execFileSync('bash', ['--norc', '-c', `source '${file}'; complete -p homing`], { encoding: 'utf8' });
    expect(shown).toBe('complete -F _homing homing\n');
  });
});
