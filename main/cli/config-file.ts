import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { readTextFile } from './read-text-file.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { CliError } from './cli-error.ts';
import type { RawOptions } from './options.ts';

/** The same keys as the flags. Unknown ones are refused: a misspelt `exclude` must not move what should stay. */
const schema = z.strictObject({
  from: z.string().optional(),
  to: z.string().optional(),
  journal: z.string().optional(),
  ca: z.string().optional(),
  pin: z.union([z.string().transform((pin) => [pin]), z.array(z.string())]).optional(),
  include: z.array(z.string()).optional(),
  exclude: z.array(z.string()).optional(),
  since: z.string().optional(),
  until: z.string().optional(),
  'recent-first': z.union([z.string(), z.number().int().positive()]).transform(String).optional(),
  'max-size': z.union([z.string(), z.number().int().positive()]).transform(String).optional(),
  'with-spam': z.boolean().optional(),
  'with-trash': z.boolean().optional(),
  labels: z.string().optional(),
  merge: z.array(z.string()).optional(),
  rename: z.array(z.string()).optional(),
  under: z.string().optional(),
  refused: z.string().optional(),
  deep: z.boolean().optional(),
  sample: z.union([z.string(), z.number().int().positive()]).transform(String).optional(),
  'dry-run': z.boolean().optional(),
  json: z.boolean().optional(),
  html: z.string().optional(),
  'json-file': z.string().optional(),
  device: z.boolean().optional(),
  'oauth-client': z.string().optional(),
  parallel: z.union([z.string(), z.number().int().positive()]).transform(String).optional(),
  journals: z.string().optional(),
  'only-unfinished': z.boolean().optional(),
  'same-destination': z.boolean().optional(),
});

const paths = ['journal', 'ca', 'html', 'json-file', 'oauth-client', 'journals'] as const;

async function readJson(file: string): Promise<unknown> {
  let content: string;
  try {
    content = await readTextFile(file);
  } catch {
    throw new CliError(
      `The configuration file ${sanitizeDisplay(file, 200)} cannot be read.`,
      'Check the path after --config.',
    );
  }
  try {
    return JSON.parse(content);
  } catch {
    throw new CliError('The configuration file is not JSON.', 'Write it as {"from": "imaps://…", "to": "imaps://…"}.');
  }
}

/** Reads a configuration file. Paths in it are relative to its folder. */
export async function readConfigFile(file: string): Promise<RawOptions> {
  const parsed = schema.safeParse(await readJson(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    // Values are not repeated: somebody may have put a password there.
    const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
    const secret = key !== undefined && /pass|secret|token/i.test(key);
    throw new CliError(
      `The configuration file has something wrong at ${sanitizeDisplay(key === undefined || key === '' ? 'its top' : `"${key}"`, 60)}.`,
      secret
        ? 'Passwords never stand in files: use HOMING_FROM_PASSWORD and HOMING_TO_PASSWORD, or wait to be asked.'
        : 'Use the names of the options without the dashes; homing --help lists them.',
    );
  }
  const options: RawOptions = parsed.data;
  for (const key of paths) if (options[key] !== undefined) options[key] = resolve(dirname(file), options[key]);
  return options;
}
