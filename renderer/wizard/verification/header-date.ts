/** Before the first mail, or so far ahead that no clock was right: then the header's own words say more than a date would. */
const earliest = Date.UTC(1970, 0, 2);
const latest = Date.UTC(2100, 0, 1);

/**
 * Reads the date of a header line (RFC 5322) or of a server's listing.
 * @returns milliseconds since 1970, or null where it is no date that can be believed
 */
export function headerDate(text: string): number | null {
  // RFC 9051 writes 12-Mar-2019, with a blank before a single figure.
  const at = Date.parse(text.trim().replace(/^(\d{1,2})-([A-Z][a-z]{2})-(\d{4}) /u, '$1 $2 $3 '));
  return Number.isNaN(at) || at < earliest || at > latest ? null : at;
}
