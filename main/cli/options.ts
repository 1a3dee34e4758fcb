import { parseArgs } from 'node:util';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { CliError } from './cli-error.ts';

/** The options as given, by flags or by a configuration file; not yet looked at. */
export interface RawOptions {
  from?: string | undefined;
  to?: string | undefined;
  journal?: string | undefined;
  ca?: string | undefined;
  pin?: string[] | undefined;
  include?: string[] | undefined;
  exclude?: string[] | undefined;
  since?: string | undefined;
  until?: string | undefined;
  'recent-first'?: string | undefined;
  'max-size'?: string | undefined;
  'with-spam'?: boolean | undefined;
  'with-trash'?: boolean | undefined;
  labels?: string | undefined;
  merge?: string[] | undefined;
  rename?: string[] | undefined;
  under?: string | undefined;
  refused?: string | undefined;
  deep?: boolean | undefined;
  sample?: string | undefined;
  'dry-run'?: boolean | undefined;
  json?: boolean | undefined;
  html?: string | undefined;
  'json-file'?: string | undefined;
  device?: boolean | undefined;
  'oauth-client'?: string | undefined;
  parallel?: string | undefined;
  journals?: string | undefined;
  'only-unfinished'?: boolean | undefined;
  'same-destination'?: boolean | undefined;
}

/** One command line. */
export interface CommandLine {
  /** Null without one. */
  readonly command: string | null;
  /** The file behind `batch`; null for every other command. */
  readonly list: string | null;
  readonly help: boolean;
  readonly version: boolean;
  readonly config: string | null;
  readonly flags: RawOptions;
}

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const choice = { type: 'boolean' } as const;

/** Every option there is, as `parseArgs` takes them. */
export const knownOptions = {
  from: text,
  to: text,
  journal: text,
  ca: text,
  pin: texts,
  include: texts,
  exclude: texts,
  since: text,
  until: text,
  'recent-first': text,
  'max-size': text,
  'with-spam': choice,
  'with-trash': choice,
  deep: choice,
  sample: text,
  'dry-run': choice,
  json: choice,
  html: text,
  'json-file': text,
  device: choice,
  'oauth-client': text,
  labels: text,
  merge: texts,
  rename: texts,
  under: text,
  refused: text,
  parallel: text,
  journals: text,
  'only-unfinished': choice,
  'same-destination': choice,
  config: text,
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;

const moreHelp = 'homing --help shows all commands and options.';

function parse(args: readonly string[]): ReturnType<typeof parseStrictly> {
  try {
    return parseStrictly(args);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      const name = args.find((arg) => arg.startsWith('-') && !isKnown(arg)) ?? 'One option';
      // What follows the = may be a secret somebody hoped to pass.
      throw new CliError(`There is no option ${sanitizeDisplay(name.split('=')[0] ?? '', 40)}.`, moreHelp);
    }
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
      throw new CliError('An option lacks its value, or has one where none belongs.', moreHelp);
    throw error;
  }
}

function isKnown(arg: string): boolean {
  const name = arg.replace(/^--?/, '').split('=')[0] ?? '';
  return Object.hasOwn(knownOptions, name) || name === 'h' || name === 'V';
}

function parseStrictly(args: readonly string[]) {
  return parseArgs({ args: [...args], options: knownOptions, allowPositionals: true, strict: true });
}

/** Takes a command line apart. Throws a {@link CliError} for what is not understood. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const [command, ...rest] = positionals;
  const list = command === 'batch' ? (rest.shift() ?? null) : null;
  if (rest.length > 0)
    throw new CliError('There is something on the command line that belongs to no option.', moreHelp);
  const { help, version, config, ...flags } = values;
  return {
    command: command ?? null,
    list,
    help: help ?? false,
    version: version ?? false,
    config: config ?? null,
    flags,
  };
}
