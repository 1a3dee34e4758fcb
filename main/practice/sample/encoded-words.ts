/** Longest run of UTF-8 bytes that fits one encoded word of 75 characters (RFC 2047 2). */
const BYTES_PER_WORD = 42;

/** Header text: as it is when ASCII, else encoded words on folded lines (RFC 2047). */
export function encodeHeaderText(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  const words: string[] = [];
  let run = '';
  for (const character of text) {
    if (Buffer.byteLength(run + character) > BYTES_PER_WORD) {
      words.push(encodeWord(run));
      run = '';
    }
    run += character;
  }
  words.push(encodeWord(run));
  return words.join('\r\n ');
}

function encodeWord(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
}

/** Quoted-printable (RFC 2045 6.7) of text with LF lines. */
export function encodeQuotedPrintable(text: string): string {
  return text
    .split('\n')
    .map((line) => softWrap([...Buffer.from(line, 'utf8')].map(encodeByte)))
    .join('\r\n');
}

/** Base64 in lines of 76 characters (RFC 2045 6.8). */
export function encodeBase64Lines(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}(?!$)/g, '$&\r\n');
}

function encodeByte(byte: number, index: number, line: readonly number[]): string {
  const trailingSpace = byte === 0x20 && index === line.length - 1;
  const plain = byte >= 0x20 && byte <= 0x7e && byte !== 0x3d && !trailingSpace;
  return plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function softWrap(pieces: readonly string[]): string {
  let wrapped = '';
  let length = 0;
  for (const piece of pieces) {
    if (length + piece.length > 75) {
      wrapped += '=\r\n';
      length = 0;
    }
    wrapped += piece;
    length += piece.length;
  }
  return wrapped;
}
