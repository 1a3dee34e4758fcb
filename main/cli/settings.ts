import { X509Certificate } from 'node:crypto';
import { readTextFile } from './read-text-file.ts';
import { isSameAccount, type AccountAddress } from '../../shared/model/account.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { defaultSettings, type MigrationSettings } from '../engine/settings.ts';
import { recentSince } from '../services/recent-since.ts';
import { parseAccountUrl } from './account-url.ts';
import { parseDays, parseLabels, parseRefused, parseSample, parseSince, parseSize, parseUnder } from './choices.ts';
import { CliError } from './cli-error.ts';
import { parseMerges } from './merges.ts';
import type { RawOptions } from './options.ts';
import { parseRenames } from './renames.ts';

/** The two ends of a move. */
export interface Ends {
  readonly from: AccountAddress;
  readonly to: AccountAddress;
}

/** Both accounts, which must be given and must differ. */
export function readEnds(options: RawOptions): Ends {
  const { from: fromText, to: toText } = options;
  if (fromText === undefined || toText === undefined)
    throw new CliError(
      `${fromText === undefined ? '--from' : '--to'} is missing: a move needs the old account and the new one.`,
      'Give both, for example --from imaps://me%40example.org@imap.example.org --to imaps://me@mail.example.net.',
    );
  const from = parseAccountUrl(fromText, '--from');
  const to = parseAccountUrl(toText, '--to');
  if (isSameAccount(from, to))
    throw new CliError(
      '--from and --to are the same account; copying it into itself would double every message. Nothing was done.',
      'Give the new account with --to.',
    );
  return { from, to };
}

/** What the person chose, over the defaults. */
export function readSettings(options: RawOptions): MigrationSettings {
  return {
    ...defaultSettings,
    plan: {
      include: options.include ?? [],
      exclude: options.exclude ?? [],
      spam: options['with-spam'] ?? false,
      trash: options['with-trash'] ?? false,
      decisions: parseRenames(options.rename ?? [], parseMerges(options.merge ?? [])),
      under: options.under === undefined ? null : parseUnder(options.under),
      ...(options.labels === undefined ? {} : { labels: parseLabels(options.labels) }),
    },
    ...readDates(options),
    recentFirst:
      options['recent-first'] === undefined ? null : recentSince(Date.now(), parseDays(options['recent-first'])),
    maxSize: options['max-size'] === undefined ? null : parseSize(options['max-size']),
    verify: readDepth(options),
    treatments: options.refused === undefined ? {} : parseRefused(options.refused),
  };
}

/** From when to when messages go along. */
function readDates(options: Pick<RawOptions, 'since' | 'until'>): Pick<MigrationSettings, 'since' | 'until'> {
  const since = options.since === undefined ? null : parseSince(options.since, '--since');
  const until = options.until === undefined ? null : parseSince(options.until, '--until');
  if (since !== null && until !== null && until <= since)
    throw new CliError(
      '--until is not later than --since, so that every message would stay behind.',
      'Messages go along that were received on or after --since and before --until.',
    );
  return { since, until };
}

function readDepth({ deep, sample }: RawOptions): MigrationSettings['verify'] {
  if (sample === undefined) return deep === true ? 'deep' : 'quick';
  if (deep === true)
    throw new CliError('--deep reads every message again, --sample some of them.', 'Give only one of the two.');
  return { kind: 'sample', bodies: parseSample(sample) };
}

/** The certificate authority to trust beside the usual ones, as PEM; null without `--ca`. */
export async function readAuthority(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null;
  const shown = sanitizeDisplay(file, 200);
  let pem: string;
  try {
    pem = await readTextFile(file);
  } catch {
    throw new CliError(`The certificate file ${shown} cannot be read.`, 'Check the path after --ca.');
  }
  try {
    void new X509Certificate(pem);
    return pem;
  } catch {
    throw new CliError(
      `${shown} holds no certificate.`,
      'Give the authority as PEM: text that begins with -----BEGIN CERTIFICATE-----.',
    );
  }
}
