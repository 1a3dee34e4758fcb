/**
 * Messages that real mailboxes hold and that copying programs lose, double or change. Bytes, not text: most of these
 * are not valid mail.
 */
export interface TortureMessage {
  readonly name: string;
  readonly bytes: Buffer;
  readonly flags: readonly string[];
  /** INTERNALDATE as an IMAP date-time. */
  readonly date: string;
  /** Further identical copies in the same mailbox. */
  readonly copies?: number;
}

const noon = '15-Mar-2019 12:00:00 +0000';

function torture(name: string, bytes: string | Buffer, more: Partial<TortureMessage> = {}): TortureMessage {
  const raw = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
  return { name, bytes: raw, flags: ['\\Seen'], date: noon, ...more };
}

function header(
  subject: string,
  messageId: string | null = `<${subject.replaceAll(' ', '-')}@torture.example>`,
): string {
  const id = messageId === null ? '' : `Message-ID: ${messageId}\r\n`;
  return `From: sender@torture.example\r\nTo: keeper@example.org\r\nDate: Fri, 15 Mar 2019 12:00:00 +0000\r\nSubject: ${subject}\r\n${id}`;
}

function mail(subject: string, body: string, messageId?: string | null): string {
  return `${header(subject, messageId)}\r\n${body}`;
}

const identities = (): TortureMessage[] => [
  torture('no-message-id', mail('no id', 'one\r\n', null)),
  torture('no-message-id-other-body', mail('no id', 'two, and longer\r\n', null)),
  torture('equal-message-id-a', mail('same id', 'first\r\n', '<same@torture.example>')),
  torture('equal-message-id-b', mail('same id', 'second, different\r\n', '<same@torture.example>')),
  // Equal to the last bit of the header and of equal size: only the content tells them apart.
  torture('equal-header-equal-size-a', mail('twin', 'AAAA\r\n', '<twin@torture.example>')),
  torture('equal-header-equal-size-b', mail('twin', 'BBBB\r\n', '<twin@torture.example>')),
  torture('three-copies', mail('three copies', 'thrice\r\n'), { copies: 2 }),
  torture('empty-message-id', mail('empty id', 'x\r\n', '')),
  torture('two-message-ids', mail('two ids', 'x\r\n', '<a@torture.example>\r\nMessage-ID: <b@torture.example>')),
];

const bytes = (): TortureMessage[] => [
  torture('8-bit-header', `Subject: caf\xe9 \xff\xfe \xc3\xa9\r\nFrom: \xe4@torture.example\r\n\r\nbody \xe9\r\n`),
  torture('nul-in-body', mail('nul', 'before\0after\r\n')),
  torture('nul-in-header', `Subject: nul\0here\r\n\r\nbody\r\n`),
  torture('bare-cr', mail('bare cr', 'one\rtwo\r\nthree\r\n')),
  torture('bare-lf', mail('bare lf', 'one\ntwo\r\nthree\n')),
  torture('only-lf', mail('only lf', 'one\r\ntwo\r\n').replaceAll('\r\n', '\n')),
  torture('cr-cr-lf', mail('cr cr lf', 'one\r\r\ntwo\r\n')),
  torture('no-final-newline', mail('no final newline', 'the end')),
  torture('final-bare-cr', mail('final bare cr', 'the end\r')),
  torture('empty-body', mail('empty body', '')),
  torture('one-byte', 'x'),
  torture('only-crlf', '\r\n'),
  torture('header-only-no-blank', header('header only')),
  torture('no-header', '\r\nOnly a body, no header at all.\r\n'),
  torture('not-mail', 'just some words without a colon\r\nand more\r\n'),
  torture(
    'mbox-from-line',
    `From someone@torture.example Fri Mar 15 12:00:00 2019\r\n${mail('from line', 'From here\r\n.\r\n')}`,
  ),
  torture('dots', mail('dots', '.\r\n..\r\n.quit\r\n')),
  torture('looks-like-imap', mail('imap inside', ')\r\na1 OK done\r\n* 1 EXISTS\r\n{5}\r\n+ go\r\n')),
];

function deepMultipart(levels: number): string {
  let body = 'Content-Type: text/plain\r\n\r\nthe core\r\n';
  for (let level = 0; level < levels; level++) {
    const mark = `level${String(level)}`;
    body = `Content-Type: multipart/mixed; boundary="${mark}"\r\n\r\n--${mark}\r\n${body}\r\n--${mark}--\r\n`;
  }
  return `${header('deep')}MIME-Version: 1.0\r\n${body}`;
}

const sizes = (): TortureMessage[] => [
  torture('header-line-100-kB', `${header('long line')}X-Long: ${'x'.repeat(100_000)}\r\n\r\nbody\r\n`),
  torture(
    'folded-header',
    `${header('folded')}References: ${'<id@torture.example>\r\n '.repeat(2000)}<z@y>\r\n\r\nbody\r\n`,
  ),
  torture('line-1-MB', mail('long body line', `${'y'.repeat(1 << 20)}\r\n`)),
  torture('multipart-100-levels', deepMultipart(100)),
  torture('26-MB', Buffer.concat([Buffer.from(mail('large', '')), Buffer.alloc(26 << 20, `${'Z'.repeat(76)}\r\n`)])),
];

const dates = (): TortureMessage[] =>
  [
    ['date-1970', '01-Jan-1970 00:00:01 +0000'],
    ['date-epoch-zero', '01-Jan-1970 00:00:00 +0000'],
    ['date-future', '01-Jan-2037 00:00:00 +0000'],
    ['zone-plus-14', '02-Jul-2012 03:04:05 +1400'],
    ['zone-minus-12', '02-Jul-2012 03:04:05 -1200'],
    ['zone-half-hour', '02-Jul-2012 03:04:05 +0530'],
    ['zone-45-minutes', '02-Jul-2012 03:04:05 +1245'],
    ['leap-day', '29-Feb-2016 23:59:59 -0330'],
    ['before-summer-time', '25-Mar-2018 01:59:59 +0100'],
  ].map(([name = '', date = '']) => torture(name, mail(name, `arrived ${date}\r\n`), { date }));

const flags = (): TortureMessage[] => [
  torture('no-flags', mail('no flags', 'x\r\n'), { flags: [] }),
  torture('all-system-flags', mail('all flags', 'x\r\n'), {
    flags: ['\\Seen', '\\Answered', '\\Flagged', '\\Deleted', '\\Draft'],
  }),
  torture('usual-keywords', mail('keywords', 'x\r\n'), { flags: ['$Forwarded', 'NonJunk', '$MDNSent', '\\Answered'] }),
];

/** The messages of the mailbox {@link tortureMailbox}. Made anew at each call, 28 MB in all. */
export function tortureMessages(): TortureMessage[] {
  return [...identities(), ...bytes(), ...sizes(), ...dates(), ...flags()];
}

/** Thirty messages with a keyword of its own each: more than the 26 a Maildir keeps in file names. */
export function keywordMessages(): TortureMessage[] {
  return Array.from({ length: 30 }, (_, index) => {
    const keyword = `Keyword-${String(index + 1)}`;
    return torture(keyword, mail(keyword, 'x\r\n'), { flags: [keyword, ...(index % 2 === 0 ? ['\\Flagged'] : [])] });
  });
}

/** A small ordinary message, for mailboxes that only need to hold one. */
export function plainMessage(name: string): TortureMessage {
  return torture(name, mail(`in ${name}`, `This is in ${name}.\r\n`));
}
