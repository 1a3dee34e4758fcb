/** Tells whether a name fits a LIST pattern: `*` is anything, `%` anything but the delimiter (RFC 9051 6.3.9). INBOX fits in any case. */
export function matcherFor(pattern: string, delimiter: string | null): (name: string) => boolean {
  const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const within = delimiter === null ? '.*' : `[^${escape(delimiter)}]*`;
  // Neighbouring wildcards are joined, so that a long row of them costs no more than one.
  const joined = pattern.replace(/[*%]*\*[*%]*/g, '*').replace(/%+/g, '%');
  const source = joined.replace(/[*%]|[^*%]+/g, (piece) =>
    piece === '*' ? '.*' : piece === '%' ? within : escape(piece),
  );
  const matcher = new RegExp(`^${source}$`, 'su');
  const inbox = new RegExp(`^${source}$`, 'siu');
  return (name) => matcher.test(name) || (name === 'INBOX' && inbox.test(name));
}
