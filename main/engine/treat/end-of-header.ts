const EMPTY_LINE = Buffer.from('\r\n\r\n');

/** Where the header ends: after the CRLF of its last line. The whole length where no body follows; 0 for a message that begins with its body. */
export function endOfHeader(message: Buffer): number {
  if (message[0] === 0x0d && message[1] === 0x0a) return 0;
  const at = message.indexOf(EMPTY_LINE);
  return at < 0 ? message.length : at + 2;
}
