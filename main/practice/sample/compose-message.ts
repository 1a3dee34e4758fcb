import { encodeBase64Lines, encodeHeaderText, encodeQuotedPrintable } from './encoded-words.ts';

/** A name and an address. */
export interface Party {
  readonly name: string;
  readonly address: string;
}

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** A letter before it becomes bytes. */
export interface Letter {
  readonly from: Party;
  readonly to: Party;
  readonly subject: string;
  readonly date: Date;
  /** Without angle brackets; null leaves the field out. */
  readonly messageId: string | null;
  /** Message-IDs of the thread, oldest first. */
  readonly references: readonly string[];
  readonly language: string;
  /** Lines end with LF. */
  readonly text: string;
  readonly html?: string;
  readonly attachments: readonly Attachment[];
  /** Further header lines, complete but for the line end. */
  readonly extraHeader?: readonly string[];
}

/** The letter as an RFC 5322 message with MIME. */
export function composeMessage(letter: Letter): Buffer {
  const content = letter.attachments.length === 0 ? readable(letter) : withAttachments(letter);
  // Everything is ASCII by now.
  return Buffer.from(`${headerOf(letter)}${content}\r\n`, 'latin1');
}

function headerOf(letter: Letter): string {
  const { messageId, references } = letter;
  const last = references.at(-1);
  const lines = [
    ...(letter.extraHeader ?? []),
    `From: ${formatParty(letter.from)}`,
    `To: ${formatParty(letter.to)}`,
    `Subject: ${encodeHeaderText(letter.subject)}`,
    `Date: ${letter.date.toUTCString().replace('GMT', '+0000')}`,
    ...(messageId === null ? [] : [`Message-ID: <${messageId}>`]),
    ...(last === undefined ? [] : [`In-Reply-To: <${last}>`]),
    ...(last === undefined ? [] : [`References: ${references.map((id) => `<${id}>`).join('\r\n ')}`]),
    `Content-Language: ${letter.language}`,
    'MIME-Version: 1.0',
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

function formatParty({ name, address }: Party): string {
  const plain = /^[A-Za-z ]+$/.test(name);
  const shown = /^[ -~]*$/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : encodeHeaderText(name);
  return `${plain ? name : shown} <${address}>`;
}

function readable(letter: Letter): string {
  if (letter.html === undefined) return textPart('plain', letter.text);
  return multipart('alternative', letter, [textPart('plain', letter.text), textPart('html', letter.html)]);
}

function withAttachments(letter: Letter): string {
  return multipart('mixed', letter, [readable(letter), ...letter.attachments.map(attachmentPart)]);
}

/** Mostly-ASCII text stays readable as quoted-printable; other scripts are shorter in base64. */
function textPart(subtype: string, text: string): string {
  const bytes = Buffer.from(text.replace(/\n/g, '\r\n'), 'utf8');
  const type = `Content-Type: text/${subtype}; charset=utf-8\r\n`;
  if (bytes.length > text.length * 1.5) {
    return `${type}Content-Transfer-Encoding: base64\r\n\r\n${encodeBase64Lines(bytes)}`;
  }
  return `${type}Content-Transfer-Encoding: quoted-printable\r\n\r\n${encodeQuotedPrintable(text)}`;
}

function attachmentPart({ name, type, bytes }: Attachment): string {
  // RFC 2231 4: percent-encoded with its charset when it is not ASCII.
  const filename = /^[ -~]*$/.test(name) ? `filename="${name}"` : `filename*=UTF-8''${encodeURIComponent(name)}`;
  return [
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; ${filename}`,
    'Content-Transfer-Encoding: base64',
    '',
    encodeBase64Lines(bytes),
  ].join('\r\n');
}

function multipart(subtype: string, letter: Letter, parts: readonly string[]): string {
  const boundary = `=_${subtype}_${(letter.messageId ?? String(letter.date.getTime())).replace(/[^A-Za-z0-9]/g, '')}`;
  const framed = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('');
  return `Content-Type: multipart/${subtype}; boundary="${boundary}"\r\n\r\n${framed}--${boundary}--`;
}
