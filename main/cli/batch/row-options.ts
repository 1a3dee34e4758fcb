import { resolve } from 'node:path';
import { knownOptions, type RawOptions } from '../options.ts';
import { rowOptions, type Cells, type RowOption } from './columns.ts';

const yes: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1', 'x']);
const no: ReadonlySet<string> = new Set(['no', 'n', 'false', '0', '-']);

/** The options of one line, over those of all lines. */
export interface OptionsOfRow {
  readonly options: RawOptions;
  readonly problems: readonly string[];
}

function readOne(name: RowOption, cells: readonly string[], folder: string): RawOptions | string {
  const [first = ''] = cells;
  const known = knownOptions[name];
  if (known.type === 'boolean') {
    const word = first.toLowerCase();
    return yes.has(word) || no.has(word) ? { [name]: yes.has(word) } : `${name} is neither yes nor no.`;
  }
  if ('multiple' in known) return { [name]: cells };
  // As in a configuration file.
  return { [name]: name === 'ca' ? resolve(folder, first) : first };
}

/** Of two options that exclude each other, the line's own counts. */
function withoutRivals(common: RawOptions, own: RawOptions): RawOptions {
  const { deep, sample, ...rest } = common;
  return {
    ...rest,
    ...(deep === undefined || own.sample !== undefined ? {} : { deep }),
    ...(sample === undefined || own.deep === true ? {} : { sample }),
  };
}

/**
 * Reads what a line says of options. What may be given several times is added to what holds for all; anything else counts in its place.
 * @param folder of the list: paths in it are relative to there
 */
export function readRowOptions(cells: Cells, common: RawOptions, folder: string): OptionsOfRow {
  const own: RawOptions = {};
  const problems: string[] = [];
  for (const name of rowOptions) {
    const given = cells[name];
    if (given === undefined) continue;
    const read = readOne(name, given, folder);
    if (typeof read === 'string') problems.push(read);
    else Object.assign(own, read);
  }
  const options: RawOptions = { ...withoutRivals(common, own), ...own };
  for (const name of ['pin', 'include', 'exclude', 'merge', 'rename'] as const) {
    const both = [...(common[name] ?? []), ...(own[name] ?? [])];
    if (both.length > 0) options[name] = both;
  }
  return { options, problems };
}

/** The same as arguments for one run. */
export function argumentsOf(options: RawOptions): readonly string[] {
  return Object.entries(options).flatMap(([name, value]: [string, unknown]) => {
    if (value === true) return [`--${name}`];
    if (typeof value === 'string') return [`--${name}=${value}`];
    return Array.isArray(value) ? value.map((one) => `--${name}=${String(one)}`) : [];
  });
}
