import { quote, quoteOrNil } from '../quoting.ts';
import { formatEnvelope } from './envelope.ts';
import { fieldValue } from './header.ts';
import { parseParameters, type MimePart } from './mime-tree.ts';

/** BODY (`extended` false) or BODYSTRUCTURE (RFC 9051 7.5.2) of a part. */
export function formatBodyStructure(message: Buffer, part: MimePart, extended: boolean): string {
  const multipart = part.type.toLowerCase() === 'multipart' && part.children.length > 0;
  return multipart ? formatMultipart(message, part, extended) : formatSingle(message, part, extended);
}

function formatMultipart(message: Buffer, part: MimePart, extended: boolean): string {
  const children = part.children.map((child) => formatBodyStructure(message, child, extended)).join('');
  const more = extended ? ` ${formatParameters(part.parameters)} ${commonExtension(part)}` : '';
  return `(${children} ${quote(part.subtype)}${more})`;
}

function formatSingle(message: Buffer, part: MimePart, extended: boolean): string {
  const value = (name: string): string | null => fieldValue(part.fields, name);
  const kind = `${part.type}/${part.subtype}`.toLowerCase();
  // A multipart without a part in it would be no valid structure; it is shown as what it is, text.
  const [type, subtype] = kind.startsWith('multipart/') ? ['text', 'plain'] : [part.type, part.subtype];
  const fields = [
    quote(type),
    quote(subtype),
    formatParameters(part.parameters),
    quoteOrNil(value('content-id')),
    quoteOrNil(value('content-description')),
    quote(value('content-transfer-encoding') ?? '7bit'),
    String(part.end - part.body),
  ];
  const embedded = kind === 'message/rfc822' ? part.children[0] : undefined;
  if (embedded !== undefined) {
    fields.push(formatEnvelope(embedded.fields), formatBodyStructure(message, embedded, extended));
  }
  if (embedded !== undefined || type.toLowerCase() === 'text') fields.push(String(countLines(message, part)));
  if (extended) fields.push(quoteOrNil(value('content-md5')), commonExtension(part));
  return `(${fields.join(' ')})`;
}

/** Disposition, language and location, which single parts and multiparts share. */
function commonExtension(part: MimePart): string {
  const disposition = fieldValue(part.fields, 'content-disposition');
  const parsed = disposition === null ? null : parseParameters(disposition);
  const shown = parsed === null ? 'NIL' : `(${quote(parsed.value)} ${formatParameters(parsed.parameters)})`;
  const language = fieldValue(part.fields, 'content-language');
  const location = fieldValue(part.fields, 'content-location');
  return `${shown} ${quoteOrNil(language)} ${quoteOrNil(location)}`;
}

function formatParameters(parameters: ReadonlyMap<string, string>): string {
  if (parameters.size === 0) return 'NIL';
  return `(${[...parameters].map(([name, value]) => `${quote(name)} ${quote(value)}`).join(' ')})`;
}

function countLines(message: Buffer, part: MimePart): number {
  let lines = 0;
  for (let at = message.indexOf(0x0a, part.body); at !== -1 && at < part.end; at = message.indexOf(0x0a, at + 1)) {
    lines += 1;
  }
  return lines;
}
