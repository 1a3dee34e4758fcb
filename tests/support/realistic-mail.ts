import { RawImap, type RawAccount, type RawAppend } from './raw-imap.ts';
import { imapDate } from './raw-imap-message.ts';
import { encodeMailboxName } from './raw-imap-name.ts';
import { seededRandom } from './tcp-proxy.ts';

/** Which and how much mail; the same options make the same mail to the last byte. */
export interface RealisticMailOptions {
  readonly seed: number;
  readonly messages: number;
  readonly bytes: number;
}

/** What was loaded. */
export interface RealisticMail {
  readonly messages: number;
  readonly bytes: number;
  readonly mailboxes: number;
}

/** Paths and shares of a grown mailbox. */
const shares: readonly (readonly [path: readonly string[], share: number])[] = [
  [['INBOX'], 0.36],
  [['Sent'], 0.18],
  [['Archive'], 0.14],
  [['Drafts'], 0.01],
  [['Projects', 'House'], 0.08],
  [['Projects', 'Garden'], 0.05],
  [['Rechnungen & Belege'], 0.06],
  [['Vereine', 'Chor für Ältere'], 0.04],
  [['Newsletter'], 0.04],
  [['INBOX', 'Later'], 0.02],
  [['旅行'], 0.01],
  [['Family'], 0.01],
];

const lineLength = 76;
const largest = 20 << 20;

interface Chance {
  readonly random: () => number;
  /** Log-normal with this median; sigma is the spread of the logarithm. */
  readonly logNormal: (median: number, sigma: number) => number;
}

function chance(seed: number): Chance {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return { random, logNormal: (median, sigma) => median * Math.exp(sigma * normal()) };
}

/** A megabyte of lines as Base64 attachments have them; messages take pieces of it. */
function base64Lines({ random }: Chance): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const lines = Math.floor((1 << 20) / (lineLength + 2));
  const text = Buffer.alloc(lines * (lineLength + 2), '\r\n');
  for (let line = 0; line < lines; line++) {
    for (let at = 0; at < lineLength; at++) text[line * (lineLength + 2) + at] = letters.charCodeAt(random() * 64);
  }
  return text;
}

/** Whole lines of about `size` bytes from a random place. */
function piece(lines: Buffer, size: number, random: () => number): Buffer {
  const step = lineLength + 2;
  const whole = Math.max(1, Math.round(size / step)) * step;
  const start = Math.floor(random() * (lines.length / step)) * step;
  const parts: Buffer[] = [];
  for (let left = whole, at = start; left > 0; at = 0) {
    const part = lines.subarray(at, Math.min(lines.length, at + left));
    parts.push(part);
    left -= part.length;
  }
  return Buffer.concat(parts);
}

/** Sizes of body and attachments: most mail is small, a few messages hold most of the bytes. */
function sizes({ random, logNormal }: Chance, options: RealisticMailOptions): number[] {
  const raw = Array.from({ length: options.messages }, () => {
    const text = logNormal(3000, 1) + (random() < 0.35 ? logNormal(15_000, 0.8) : 0);
    return Math.min(largest, text + (random() < 0.22 ? logNormal(120_000, 1.2) : 0));
  });
  const factor = options.bytes / raw.reduce((sum, size) => sum + size, 0);
  return raw.map((size) => Math.max(300, size * factor));
}

function flags(random: () => number): string[] {
  const likely: readonly (readonly [flag: string, probability: number])[] = [
    ['\\Seen', 0.9],
    ['\\Answered', 0.25],
    ['\\Flagged', 0.06],
    ['$Forwarded', 0.05],
    ['NonJunk', 0.08],
    ['$Label1', 0.03],
    ['$MDNSent', 0.01],
  ];
  return likely.flatMap(([flag, probability]) => (random() < probability ? [flag] : []));
}

function message(number: number, body: Buffer, random: () => number): RawAppend {
  const epoch = 1_300_000_000 + Math.floor(random() * 400_000_000);
  const id = `${String(number)}.${Math.floor(random() * 1e12).toString(36)}@mail.example.org`;
  const header = [
    'Return-Path: <sender@example.org>',
    `Received: from mx.example.net by mail.example.org with ESMTPS id ${id.slice(0, 12)}; ${new Date(epoch * 1000).toUTCString()}`,
    `Date: ${new Date(epoch * 1000).toUTCString().replace('GMT', '+0000')}`,
    `From: Sender ${String(number % 173)} <sender${String(number % 173)}@example.org>`,
    'To: Mailbox owner <mover@example.org>',
    `Subject: Message ${String(number)} about ${Math.floor(random() * 1e9).toString(36)}`,
    `Message-ID: <${id}>`,
    'MIME-Version: 1.0',
    'Content-Type: application/octet-stream',
    'Content-Transfer-Encoding: base64',
    '',
    '',
  ].join('\r\n');
  return { bytes: Buffer.concat([Buffer.from(header), body]), flags: flags(random), date: imapDate(epoch) };
}

/** Appends in batches of some 8 MB, each by one MULTIAPPEND where the server has it. */
async function store(client: RawImap, name: string, messages: Iterable<RawAppend>): Promise<number> {
  const most = client.capabilities.has('MULTIAPPEND') ? 8 << 20 : 0;
  let batch: RawAppend[] = [];
  let inBatch = 0;
  let total = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await client.append(name, ...batch);
    [batch, inBatch] = [[], 0];
  };
  for (const next of messages) {
    batch.push(next);
    inBatch += next.bytes.length;
    total += next.bytes.length;
    if (inBatch > most) await flush();
  }
  await flush();
  return total;
}

/** Fills an empty account with mail as it grows over years; every third mailbox stays unsubscribed. */
export async function loadRealisticMail(account: RawAccount, options: RealisticMailOptions): Promise<RealisticMail> {
  const luck = chance(options.seed);
  const lines = base64Lines(luck);
  const size = sizes(luck, options);
  const client = await RawImap.open(account);
  const { prefix, delimiter } = await client.namespace();
  let number = 0;
  let bytes = 0;
  const next = function* (count: number): Iterable<RawAppend> {
    for (let made = 0; made < count && number < options.messages; made++, number++) {
      yield message(number, piece(lines, size[number] ?? 300, luck.random), luck.random);
    }
  };
  for (const [place, [path, share]] of shares.entries()) {
    const name = path.join() === 'INBOX' ? 'INBOX' : encodeMailboxName(prefix + path.join(delimiter ?? ''));
    if (name !== 'INBOX') await client.create(name);
    if (place % 3 !== 2) await client.subscribe(name);
    bytes += await store(
      client,
      name,
      next(place === shares.length - 1 ? Infinity : Math.round(share * options.messages)),
    );
  }
  await client.logout();
  return { messages: number, bytes, mailboxes: shares.length };
}
