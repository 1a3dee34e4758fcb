import { existsSync } from 'node:fs';
import { chown, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dovecot } from './dovecot.ts';
import { epochOf } from './raw-imap-message.ts';
import { encodeMailboxName } from './raw-imap-name.ts';
import { RawImap, RawImapRefusal, type RawAccount } from './raw-imap.ts';
import { needsFile } from './torture-alterations.ts';
import { keywordMessages, plainMessage, tortureMessages, type TortureMessage } from './torture-messages.ts';
import { torturePaths } from './torture-names.ts';

/** A mailbox of the corpus as it is on the server. */
export interface LoadedMailbox {
  /** Components in Unicode, without the namespace's prefix. */
  readonly path: readonly string[];
  /** Full name as sent, modified UTF-7. */
  readonly name: string;
  /** Names of the messages in it, copies counted. */
  readonly messages: readonly string[];
  readonly subscribed: boolean;
}

/** What {@link loadCorpus} put there. */
export interface LoadedCorpus {
  readonly account: RawAccount;
  readonly mailboxes: readonly LoadedMailbox[];
  /** Paths this server would not create. */
  readonly refused: readonly (readonly string[])[];
  readonly messages: number;
}

/** Mailbox of the odd messages. */
export const tortureMailbox = 'INBOX';

interface Loading {
  readonly client: RawImap;
  /** Maildir to write files into; null when everything must go through APPEND. */
  readonly maildir: string | null;
  readonly nameOf: (path: readonly string[]) => string;
}

const flagLetters: Readonly<Record<string, string>> = {
  '\\Draft': 'D',
  '\\Flagged': 'F',
  '\\Answered': 'R',
  '\\Seen': 'S',
  '\\Deleted': 'T',
};

/** Lays a message into INBOX as Dovecot would find it after another program's delivery. */
async function writeMaildirFile(maildir: string, message: TortureMessage, number: number): Promise<void> {
  const letters = message.flags.flatMap((flag) => flagLetters[flag] ?? []).sort();
  // The first number decides the order among files found in one scan.
  const file = join(maildir, 'cur', `${String(2_000_000_000 + number)}.M1P1.torture:2,${letters.join('')}`);
  await writeFile(file, message.bytes);
  const epoch = epochOf(message.date);
  await utimes(file, epoch, epoch);
  const owner = await stat(maildir);
  await chown(file, owner.uid, owner.gid);
}

async function fill(
  loading: Loading,
  path: readonly string[],
  messages: readonly TortureMessage[],
): Promise<LoadedMailbox> {
  const name = loading.nameOf(path);
  const all = messages.flatMap((message) => Array.from({ length: 1 + (message.copies ?? 0) }, () => message));
  const byFile = loading.maildir === null || name !== tortureMailbox ? [] : all.filter(needsFile);
  // One APPEND each: a server may refuse one of them, and the others must still arrive.
  await Promise.all(
    all.filter((message) => !byFile.includes(message)).map((message) => loading.client.append(name, message)),
  );
  for (const [number, message] of byFile.entries()) await writeMaildirFile(loading.maildir ?? '', message, number);
  return { path, name, messages: all.map((message) => message.name), subscribed: false };
}

async function makeMailbox(loading: Loading, path: readonly string[], number: number): Promise<LoadedMailbox | null> {
  const name = loading.nameOf(path);
  try {
    await loading.client.create(name);
  } catch (error) {
    if (error instanceof RawImapRefusal && !/ALREADYEXISTS/.test(error.message)) return null;
    if (!(error instanceof RawImapRefusal)) throw error;
  }
  // Every second one, so that "all" and "none" are both wrong.
  const subscribed = number % 2 === 0;
  if (subscribed) await loading.client.subscribe(name);
  return { ...(await fill(loading, path, [plainMessage(path.join(' / '))])), subscribed };
}

/** Puts the corpus into an account of any server. `maildir`: its Maildir on this disk, or null. */
export async function loadCorpusInto(account: RawAccount, maildir: string | null): Promise<LoadedCorpus> {
  const client = await RawImap.open(account);
  const { prefix, delimiter } = await client.namespace();
  const nameOf = (path: readonly string[]): string =>
    path.join() === 'INBOX' ? 'INBOX' : encodeMailboxName(prefix + path.join(delimiter ?? ''));
  const loading: Loading = { client, maildir, nameOf };
  const mailboxes = [await fill(loading, ['INBOX'], tortureMessages())];
  await client.create(nameOf(['Keywords']));
  mailboxes.push(await fill(loading, ['Keywords'], keywordMessages()));
  const refused: (readonly string[])[] = [];
  for (const [number, path] of torturePaths(delimiter === '/' ? '.' : '/').entries()) {
    // A component with this side's own delimiter would be two components here.
    const made = path.some((part) => delimiter !== null && part.includes(delimiter))
      ? null
      : await makeMailbox(loading, path, number);
    if (made) mailboxes.push(made);
    else refused.push(path);
  }
  // Files become messages at the next SELECT.
  await client.select('INBOX');
  await client.logout();
  return { account, mailboxes, refused, messages: mailboxes.reduce((sum, { messages }) => sum + messages.length, 0) };
}

/** Puts the corpus into an account of a Dovecot; with Maildir, bytes an APPEND would change go in as files. */
export async function loadCorpus(server: Dovecot, user: string = server.user): Promise<LoadedCorpus> {
  const { host, port, password, caPem } = server;
  const account = { host, port, password, caPem, user };
  // Signing in and opening INBOX creates the folders.
  const client = await RawImap.open(account);
  await client.select('INBOX');
  await client.logout();
  const maildir = join(server.mailFolder(user), 'Maildir');
  return loadCorpusInto(account, existsSync(maildir) ? maildir : null);
}
