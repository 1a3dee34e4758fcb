/**
 * Modified UTF-7 (RFC 3501 section 5.1.3) for the tests, by Node's UTF-16 and Base64 alone and apart from the
 * application's own.
 */

/** A mailbox name as IMAP4rev1 sends it. */
export function encodeMailboxName(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-';
    const utf16 = Buffer.from(run, 'utf16le').swap16();
    return `&${utf16.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`;
  });
}

/** The reverse of {@link encodeMailboxName}; what is not valid stays as it is. */
export function decodeMailboxName(name: string): string {
  return name.replace(/&([A-Za-z0-9+,]*)-/g, (whole, base64: string) => {
    if (base64 === '') return '&';
    const utf16 = Buffer.from(base64.replaceAll(',', '/'), 'base64');
    return utf16.length % 2 === 0 ? utf16.swap16().toString('utf16le') : whole;
  });
}
