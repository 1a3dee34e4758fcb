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
  readonly delimiter: string | null;
  /** Whether messages may be stored: not where they would outlive their mailbox. */
  readonly store: boolean;
  readonly signal: AbortSignal;
  /** Removes a mailbox made here; what cannot be removed is its affair. */
  remove(mailbox: string): Promise<void>;
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
  const found: { -readonly [Name in keyof Abilities]: Abilities[Name] } = { ...nothingTried };
  const steps: readonly (readonly [keyof Abilities, () => Promise<Tried>])[] = [
    ['dot', () => (trial.delimiter === '.' ? Promise.resolve(null) : tryName(trial, nameTrials.dot))],
    ['letters', () => tryName(trial, nameTrials.letters)],
    ...(trial.store ? storing(trial) : []),
  ];
  for (const [name, step] of steps) {
    trial.signal.throwIfAborted();
    try {
      found[name] = await step();
    } catch (error) {
      if (!(error instanceof MailError)) throw error;
      const { outcome, wide } = error.facts;
      if (outcome !== 'refused' || wide === 'account' || wide === 'everything') {
        problems.push(error.facts);
        break;
      }
      found[name] = 'refused';
    }
  }
  return found;
}

function storing(trial: Trial): readonly (readonly [keyof Abilities, () => Promise<Tried>])[] {
  return [
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
}

async function tryName({ destination, mailbox, remove }: Trial, ending: string): Promise<Tried> {
  const name = mailbox + ending;
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
