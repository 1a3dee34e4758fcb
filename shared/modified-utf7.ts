// Mailbox names on the wire: modified UTF-7 (RFC 3501 5.1.3). IMAP4rev2 and UTF8=ACCEPT do without.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,';
/** Characters that stand for themselves: 0x20-0x7E without `&`. */
const RUNS = /[ -%'-~]+|&|[^ -~]+/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Encodes a mailbox name for a server without UTF8=ACCEPT. The result is ASCII without control characters.
 * A lone surrogate, which no charset can carry, becomes U+FFFD; all else comes back from {@link decodeModifiedUtf7}.
 */
export function encodeModifiedUtf7(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(RUNS, (run) => (run === '&' ? '&-' : /^[ -~]/.test(run) ? run : `&${encodeShifted(run)}-`));
}

/**
 * Decodes a mailbox name as sent, one character per byte.
 * @returns null when it is not what a correct encoder writes: 8-bit or control characters, a shift that does not end, leftover
 * bits, lone surrogates, or a longer form than needed (two names on the wire must never look like one to us).
 */
export function decodeModifiedUtf7(raw: string): string | null {
  if (/[^ -~]/.test(raw)) return null;
  const parts: string[] = [];
  for (let at = 0; at < raw.length;) {
    const shift = raw.indexOf('&', at);
    if (shift === -1) {
      parts.push(raw.slice(at));
      break;
    }
    const end = raw.indexOf('-', shift);
    if (end === -1) return null;
    const shifted = end === shift + 1 ? '&' : decodeShifted(raw.slice(shift + 1, end));
    if (shifted === null) return null;
    parts.push(raw.slice(at, shift), shifted);
    at = end + 1;
  }
  const text = parts.join('');
  return encodeModifiedUtf7(text) === raw ? text : null;
}

/**
 * Reads a mailbox name that no correct encoder writes, as far as one can tell what was meant: a shift that does not end, ASCII that was
 * encoded all the same, `&` that stands for itself. Two such names may read alike.
 */
export function readModifiedUtf7(raw: string): string {
  return raw.replace(/&([A-Za-z0-9+,]*)(-?)/g, (whole, shifted: string, end: string) => {
    if (shifted === '') return end === '' ? whole : '&';
    const text = decodeShifted(shifted);
    // Less than one character, half a surrogate pair, leftover bits: the `&` was only itself.
    const isNone = text === null || text === '' || /[\p{Surrogate}\p{Cc}]/u.test(text) || hasLeftover(shifted);
    return isNone ? whole : text;
  });
}

function hasLeftover(shifted: string): boolean {
  const bits = (shifted.length * 6) % 16;
  return bits >= 6 || (ALPHABET.indexOf(shifted.at(-1) ?? '') & ((1 << bits) - 1)) !== 0;
}

/** BASE64 over UTF-16BE, with `,` for `/` and no padding. */
function encodeShifted(run: string): string {
  let encoded = '';
  let bits = 0;
  let held = 0;
  for (let index = 0; index < run.length; index += 1) {
    held = (held << 16) | run.charCodeAt(index);
    bits += 16;
    while (bits >= 6) {
      bits -= 6;
      encoded += ALPHABET.charAt((held >> bits) & 63);
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? encoded : encoded + ALPHABET.charAt((held << (6 - bits)) & 63);
}

/** The reverse; whether leftover bits are zero shows when the caller encodes the whole name again. */
function decodeShifted(shifted: string): string | null {
  const units: string[] = [];
  let bits = 0;
  let held = 0;
  for (const character of shifted) {
    const value = ALPHABET.indexOf(character);
    if (value === -1) return null;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 16) {
      bits -= 16;
      units.push(String.fromCharCode((held >> bits) & 0xffff));
      held &= (1 << bits) - 1;
    }
  }
  return units.join('');
}
