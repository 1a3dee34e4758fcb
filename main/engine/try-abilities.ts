import { sameInstant } from './internal-date.ts';
import { MailError, type MailErrorFacts } from './mail-error.ts';
import type { DestinationSession, IndexedMessage, OutgoingMessage } from './ports.ts';

/** What became of a thing tried: it is as it was sent, or different, or not there. Null: not tried. */
export type Tried = 'kept' | 'changed' | 'refused' | null;

/** What a destination was seen to do; what servers announce is not always what they do. */
export interface Abilities {
  /** A dot in a mailbox's name, where it is not the delimiter. */
  readonly dot: Tried;
  /** Letters beyond ASCII in a mailbox's name. */
  readonly letters: Tried;
  /** Of other characters, which a mailbox's name may have and which not; missing where none was to be tried. */
  readonly characters?: { readonly taken: string; readonly refused: string } | undefined;
  /** A `~` at the beginning of a mailbox's name; missing where that was not to be tried. */
  readonly tilde?: Tried | undefined;
  /** A keyword of our own on a message. */
  readonly keyword: Tried;
  /** An INTERNALDATE of long ago, in another time zone. */
  readonly date: Tried;
  /** A message of {@link largeBytes}. */
  readonly large: Tried;
  /** Two messages in one APPEND (RFC 3502); null where that is not offered. */
  readonly multiAppend: Tried;
  /** UID COPY within the account. */
  readonly copy: Tried;
}

/** Nothing was tried. */
export const nothingTried: Abilities = {
  dot: null,
  letters: null,
  keyword: null,
  date: null,
  large: null,
  multiAppend: null,
  copy: null,
};

/** Above what any server takes for a short literal, and small enough for a slow line. */
export const largeBytes = 1024 * 1024;

/** Where abilities are tried. */
export interface Trial {
  readonly destination: DestinationSession;
  /** A mailbox of our own that exists, to be filled. */
  readonly mailbox: string;
  readonly prefix: string;
  readonly delimiter: string | null;
  readonly names: SpecialNames;
  /** Whether messages may be stored: not where they would outlive their mailbox. */
  readonly store: boolean;
  readonly signal: AbortSignal;
  /** Removes a mailbox made here; what cannot be removed is its affair. */
  remove(mailbox: string): Promise<void>;
}

/** What names have that are to be moved, beyond letters, digits, spaces, dots, `-` and `_`. */
export interface SpecialNames {
  /** Each once. */
  readonly characters: string;
  /** Whether one begins with `~`. */
  readonly tilde: boolean;
}

/** What is behind a scratch mailbox's name while names are tried; removeScratch knows them. */
const nameTrials = { dot: ' v1.0', letters: ' é日本' } as const;

const OLD_DATE = '01-Jan-1998 12:34:56 +0130';
const KEYWORD = 'HomingTest';

/**
 * Tries what a move may need, one thing after the other. A refusal is an answer; anything else ends it, and what was not tried is null.
 * @param problems told what ended it
 */
export async function tryAbilities(trial: Trial, problems: MailErrorFacts[]): Promise<Abilities> {
  let found: Abilities = nothingTried;
  try {
    for (const step of [...naming(trial), ...(trial.store ? storing(trial) : [])]) {
      trial.signal.throwIfAborted();
      found = { ...found, ...(await step()) };
    }
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    problems.push(error.facts);
  }
  return found;
}

/** Tries one thing. @returns what is known now. Rejects with what ends the trial. */
type Step = () => Promise<Partial<Abilities>>;

function naming(trial: Trial): readonly Step[] {
  const { delimiter, prefix, mailbox, names } = trial;
  const ours = mailbox.slice(prefix.length);
  return [
    ...(delimiter === '.' ? [] : [async () => ({ dot: await tryName(trial, mailbox + nameTrials.dot) })]),
    async () => ({ letters: await tryName(trial, mailbox + nameTrials.letters) }),
    ...(names.characters === '' ? [] : [async () => ({ characters: await tryCharacters(trial) })]),
    ...(names.tilde ? [async () => ({ tilde: await tryName(trial, `${prefix}~${ours}`) })] : []),
  ];
}

/** All characters in one name, and each in one of its own only where that is not taken. */
async function tryCharacters(trial: Trial): Promise<{ taken: string; refused: string }> {
  const { characters } = trial.names;
  const isTaken = async (some: string): Promise<boolean> =>
    (await tryName(trial, `${trial.mailbox} ${some}`)) === 'kept';
  if (await isTaken(characters)) return { taken: characters, refused: '' };
  const seen = { taken: '', refused: '' };
  for (const character of characters) {
    trial.signal.throwIfAborted();
    seen[(await isTaken(character)) ? 'taken' : 'refused'] += character;
  }
  return seen;
}

/** A refusal is an answer; anything else ends the trial. */
async function answered(work: () => Promise<Tried>): Promise<Tried> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    const { outcome, wide } = error.facts;
    if (outcome !== 'refused' || wide === 'account' || wide === 'everything') throw error;
    return 'refused';
  }
}

function storing(trial: Trial): readonly Step[] {
  const steps: readonly (readonly [keyof Abilities, () => Promise<Tried>])[] = [
    ['keyword', () => tryKeyword(trial)],
    ['date', () => tryDate(trial)],
    ['large', () => append(trial, [letter({ bytes: largeBytes })])],
    [
      'multiAppend',
      () =>
        trial.destination.maxBatchMessages > 1
          ? append(trial, [letter(), letter({ bytes: 900 })])
          : Promise.resolve(null),
    ],
    ['copy', () => tryCopy(trial)],
  ];
  return steps.map(([name, step]) => async () => ({ [name]: await answered(step) }));
}

function tryName(trial: Trial, name: string): Promise<Tried> {
  return answered(() => makeAndRemove(trial, name));
}

async function makeAndRemove({ destination, remove }: Trial, name: string): Promise<Tried> {
  await destination.create(name, null);
  try {
    await destination.open(name);
    return 'kept';
  } catch (error) {
    if (error instanceof MailError && error.facts.kind === 'no-such-mailbox') return 'changed';
    throw error;
  } finally {
    await remove(name);
  }
}

async function tryKeyword(trial: Trial): Promise<Tried> {
  const { permanentFlags } = await trial.destination.open(trial.mailbox);
  if (permanentFlags !== null && !permanentFlags.includes('\\*')) return 'refused';
  await append(trial, [letter({ flags: ['\\Seen', KEYWORD] })]);
  const stored = await newest(trial);
  return stored?.flags?.some((flag) => flag.toLowerCase() === KEYWORD.toLowerCase()) === true ? 'kept' : 'changed';
}

async function tryDate(trial: Trial): Promise<Tried> {
  await append(trial, [letter({ internalDate: OLD_DATE })]);
  const stored = await newest(trial);
  return stored && sameInstant(stored.internalDate, OLD_DATE) ? 'kept' : 'changed';
}

async function tryCopy(trial: Trial): Promise<Tried> {
  const stored = await newest(trial);
  if (!stored) return null;
  const before = await trial.destination.open(trial.mailbox);
  await trial.destination.copy([stored.uid], trial.mailbox);
  const after = await trial.destination.open(trial.mailbox);
  return (after.exists ?? 0) > (before.exists ?? 0) ? 'kept' : 'changed';
}

async function append({ destination, mailbox }: Trial, batch: readonly OutgoingMessage[]): Promise<Tried> {
  await destination.append(mailbox, batch);
  return 'kept';
}

async function newest({ destination, mailbox }: Trial): Promise<IndexedMessage | null> {
  const { exists } = await destination.open(mailbox);
  if (exists === 0) return null;
  const seen: IndexedMessage[] = [];
  await destination.fetchIndex('*', false, (message) => {
    seen.push(message);
  });
  return seen.at(-1) ?? null;
}

/** A message of our own: nobody's mail is needed for this. */
function letter({
  bytes = 600,
  flags = ['\\Seen'],
  internalDate = '02-Feb-2020 02:02:02 +0000',
}: { bytes?: number; flags?: readonly string[]; internalDate?: string } = {}): OutgoingMessage {
  const head =
    'From: Homing <homing@homing.invalid>\r\nDate: Sun, 2 Feb 2020 02:02:02 +0000\r\nSubject: Homing test\r\n' +
    'MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n';
  const line = `${'Homing tries what this mailbox takes. '.repeat(2).trim()}\r\n`;
  const body = head + line.repeat(Math.ceil((bytes - head.length) / line.length));
  return { flags, internalDate, body: Buffer.from(body) };
}
