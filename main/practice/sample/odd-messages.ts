import { composeMessage, type Letter } from './compose-message.ts';
import type { NewMessage } from '../imap-server/stored-mailbox.ts';
import { OWNER } from './write-letters.ts';

const WHEN = '14-Feb-2022 09:30:00 +0100';

const plain: Letter = {
  from: { name: 'Oddities Desk', address: 'oddities@example.com' },
  to: OWNER,
  subject: 'Something odd',
  date: new Date(Date.UTC(2022, 1, 14, 8, 30)),
  messageId: 'odd@mail.example.org',
  references: [],
  language: 'en',
  text: 'Every old mailbox has a few of these.',
  attachments: [],
};

/** What real mailboxes have and careless programs stumble over. */
export function oddMessages(): NewMessage[] {
  const triplet = composeMessage({ ...plain, subject: 'Sent three times', messageId: 'thrice@mail.example.org' });
  const bodies = [
    composeMessage({ ...plain, subject: 'No Message-ID', messageId: null }),
    triplet,
    triplet,
    triplet,
    composeMessage({ ...plain, subject: 'Same Message-ID, first text', messageId: 'same@mail.example.org' }),
    composeMessage({ ...plain, subject: 'Same Message-ID, second text', messageId: 'same@mail.example.org' }),
    longHeader(),
    eightBitHeader(),
    Buffer.from(
      'From: oddities@example.com\r\nSubject: Nothing below\r\nDate: Mon, 14 Feb 2022 08:30:00 +0000\r\n\r\n',
    ),
    Buffer.from('Subject: A header and no empty line\r\nFrom: oddities@example.com\r\n'),
    Buffer.from('From: oddities@example.com\r\nSubject: No line end at the end\r\n\r\nstops right here'),
    embeddedMessage(),
  ];
  const ordinary = bodies.map((body) => ({ flags: ['\\Seen'], internalDate: WHEN, body }));
  return [...ordinary, fromTheFuture(), fromLongAgo()];
}

function longHeader(): Buffer {
  const hops = Array.from({ length: 300 }, (_, index) => `hop-${String(index)}.example.net`).join(', ');
  return composeMessage({
    ...plain,
    subject: 'A long way here',
    messageId: 'long@mail.example.org',
    extraHeader: [`X-Travelled: ${hops}`],
  });
}

/** Raw ISO 8859-1 in the header, as programs of the nineties wrote it. */
function eightBitHeader(): Buffer {
  const text =
    'From: Büro <buero@example.com>\r\nSubject: Grüße ohne Kodierung\r\nMessage-ID: <8bit@mail.example.org>\r\n\r\nSchöne Grüße\r\n';
  return Buffer.from(text, 'latin1');
}

function embeddedMessage(): Buffer {
  const inner = composeMessage({ ...plain, subject: 'The inner letter', messageId: 'inner@mail.example.org' });
  const header = [
    'From: oddities@example.com',
    'Subject: Fwd: The inner letter',
    'Message-ID: <outer@mail.example.org>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=outer',
  ];
  const start = `${header.join('\r\n')}\r\n\r\n--outer\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n`;
  const part = '--outer\r\nContent-Type: message/rfc822\r\n\r\n';
  return Buffer.concat([Buffer.from(start + part), inner, Buffer.from('\r\n--outer--\r\n')]);
}

function fromTheFuture(): NewMessage {
  const date = new Date(Date.UTC(2036, 0, 1));
  const body = composeMessage({ ...plain, subject: 'From the future', date, messageId: 'future@mail.example.org' });
  return { flags: [], internalDate: '01-Jan-2036 00:00:00 +0000', body };
}

function fromLongAgo(): NewMessage {
  const date = new Date(0);
  const body = composeMessage({
    ...plain,
    subject: 'The clock was not set',
    date,
    messageId: 'epoch@mail.example.org',
  });
  return { flags: ['\\Seen'], internalDate: '01-Jan-1970 00:00:00 +0000', body };
}
