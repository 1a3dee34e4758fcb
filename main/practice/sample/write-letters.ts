import { composeMessage, type Attachment, type Letter, type Party } from './compose-message.ts';
import type { LanguageTexts, Some } from './language-texts.ts';
import type { Random } from './random.ts';
import type { SampleMailbox } from './sample-mailboxes.ts';
import { formatInternalDate } from '../imap-server/internal-date.ts';
import type { NewMessage } from '../imap-server/stored-mailbox.ts';

/** Whose mailbox it is. */
export const OWNER: Party = { name: 'Practice Mailbox', address: 'practice@example.org' };

const DOMAINS: Some<string> = ['example.org', 'example.com', 'example.net'];
const FIRST_DAY = Date.UTC(2021, 2, 1);
const LAST_DAY = Date.UTC(2026, 5, 30);
const KEYWORDS: Some<string> = ['$Forwarded', '$MDNSent', 'NonJunk', '$label1', 'receipts', 'todo'];
const FILES: Some<readonly [name: string, type: string]> = [
  ['photo.jpg', 'image/jpeg'],
  ['Übersicht.pdf', 'application/pdf'],
  ['reçu-2024.pdf', 'application/pdf'],
  ['写真.jpg', 'image/jpeg'],
  ['plan.zip', 'application/zip'],
];

interface Thread {
  readonly subject: string;
  readonly texts: LanguageTexts;
  readonly other: Party;
  readonly ids: string[];
}

/** The mailbox's ordinary letters, oldest first; about a third continue a thread. */
export function writeLetters(mailbox: SampleMailbox, random: Random): NewMessage[] {
  const times = Array.from({ length: mailbox.messages }, () => random.between(FIRST_DAY / 1000, LAST_DAY / 1000));
  const threads: Thread[] = [];
  return times
    .toSorted((a, b) => a - b)
    .map((seconds, index) => {
      const earlier = threads.at(-1 - random.between(0, 2));
      const thread = earlier !== undefined && random.chance(0.35) ? earlier : newThread(mailbox, random);
      if (thread !== earlier) threads.push(thread);
      const id = `${seconds.toString(36)}.${String(index)}.${String(random.between(1000, 9999))}@mail.example.org`;
      const letter = writeLetter({ mailbox, thread, id, date: new Date(seconds * 1000) }, random);
      thread.ids.push(id);
      // A delivery some seconds after writing, as INTERNALDATE tells it.
      const received = new Date((seconds + random.between(1, 90)) * 1000);
      return {
        flags: flagsFor(mailbox, random),
        internalDate: formatInternalDate(received),
        body: composeMessage(letter),
      };
    });
}

function newThread(mailbox: SampleMailbox, random: Random): Thread {
  const texts = random.pick(mailbox.languages);
  const [name, local] = random.pick(texts.senders);
  const other = { name, address: `${local}@${random.pick(DOMAINS)}` };
  return { subject: random.pick(texts.subjects), texts, other, ids: [] };
}

interface Occasion {
  readonly mailbox: SampleMailbox;
  readonly thread: Thread;
  readonly id: string;
  readonly date: Date;
}

function writeLetter({ mailbox, thread, id, date }: Occasion, random: Random): Letter {
  const { texts, other } = thread;
  const mine = mailbox.specialUse === '\\Sent' || mailbox.specialUse === '\\Drafts';
  const text = writeText(thread, mine ? OWNER : other, random);
  const newsletter = mailbox.path[0] === 'Newsletters';
  return {
    from: mine ? OWNER : other,
    to: mine ? other : OWNER,
    subject: thread.ids.length === 0 ? thread.subject : `Re: ${thread.subject}`,
    date,
    messageId: id,
    references: [...thread.ids],
    language: texts.language,
    text,
    ...(newsletter || random.chance(0.2) ? { html: toHtml(text, texts.language) } : {}),
    attachments: random.chance(mailbox.attachments ?? 0.1) ? [writeAttachment(random)] : [],
    ...(newsletter ? { extraHeader: ['List-Id: <news.example.net>', 'Precedence: bulk'] } : {}),
  };
}

function writeText({ texts, ids }: Thread, writer: Party, random: Random): string {
  const start = random.between(0, texts.sentences.length - 1);
  const sentences = [...texts.sentences.slice(start), ...texts.sentences.slice(0, start)];
  const told = sentences.slice(0, random.between(2, sentences.length));
  const middle = random.between(1, told.length);
  const paragraphs = [told.slice(0, middle), told.slice(middle)].flatMap((part) =>
    part.length === 0 ? [] : [part.join(' ')],
  );
  const quoted = ids.length === 0 ? [] : [`> ${random.pick(texts.sentences)}`];
  return [texts.greeting, ...quoted, ...paragraphs, texts.closing, `-- \n${writer.name}`].join('\n\n');
}

function toHtml(text: string, language: string): string {
  const paragraphs = text
    .split('\n\n')
    .map((paragraph) => `<p>${paragraph.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`);
  const direction = language === 'ar' ? ' dir="rtl"' : '';
  return `<!doctype html>\n<html lang="${language}"${direction}>\n<body>\n${paragraphs.join('\n')}\n</body>\n</html>`;
}

/** Mostly some hundred kilobytes, now and then a big one. */
function writeAttachment(random: Random): Attachment {
  const [name, type] = random.pick(FILES);
  const size = random.chance(0.04) ? random.between(900_000, 1_600_000) : random.between(8_000, 190_000);
  return { name, type, bytes: random.bytes(size) };
}

function flagsFor(mailbox: SampleMailbox, random: Random): string[] {
  const draft = mailbox.specialUse === '\\Drafts';
  return [
    ...(draft || random.chance(0.85) ? ['\\Seen'] : []),
    ...(draft ? ['\\Draft'] : []),
    ...(random.chance(0.25) ? ['\\Answered'] : []),
    ...(random.chance(0.08) ? ['\\Flagged'] : []),
    ...(random.chance(0.15) ? [random.pick(KEYWORDS)] : []),
  ];
}
