import { MemoryMail } from './memory-mail.ts';

/** A message with the given Message-ID (none for null) and body. */
export function mail(id: string | null, text: string, subject = 'Hello'): string {
  const header = [
    ...(id === null ? [] : [`Message-ID: <${id}@example.org>`]),
    'Date: Wed, 17 Jul 1996 02:23:25 -0700',
    'From: somebody@example.org',
    `Subject: ${subject}`,
  ];
  return `${header.join('\r\n')}\r\n\r\n${text}\r\n`;
}

/** A small account with everything that makes counting hard. */
export function awkwardAccount(): MemoryMail {
  const server = new MemoryMail();
  server.put('INBOX', { body: mail('one', 'first'), flags: ['\\Seen'] });
  server.put('INBOX', { body: mail(null, 'no id') });
  // Exact duplicates: three stay three.
  for (let copy = 0; copy < 3; copy++) server.put('INBOX', { body: mail('twin', 'same') });
  // Equal headers, equal length, other content.
  server.put('INBOX', { body: mail('same-header', 'content A') });
  server.put('INBOX', { body: mail('same-header', 'content B') });
  server.put('INBOX', { body: 'no header at all' });
  server.put('INBOX', { body: '' });
  server.put('Sent', { body: mail('sent', 'x'), flags: ['\\Seen', '$Forwarded'] });
  server.put('Sent', { body: mail('sent-2', 'y'), internalDate: '01-Jan-1970 00:00:01 +0000' });
  server.put('Archive/2019', { body: mail('old', 'z') });
  server.make('Empty').subscribed = true;
  return server;
}
