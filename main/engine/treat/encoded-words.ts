/** An encoded word may have 75 characters (RFC 2047 section 2); its frame takes 12, and base64 makes four of three. */
const OCTETS = 45;

/**
 * A text for a header field as encoded words (RFC 2047), folded, one after the other.
 * @param octets UTF-8, or anything else, which is read as ISO 8859-1: nothing tells what it was, and every octet means something there
 */
export function encodedWords(octets: Buffer): string {
  const text = isUtf8(octets) ? octets.toString('utf8') : octets.toString('latin1');
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > OCTETS) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  words.push(word);
  return words.map((one) => `=?utf-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ');
}

function isUtf8(octets: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(octets);
    return true;
  } catch {
    return false;
  }
}
