/**
 * What two names have in common that some server takes for one: case and Unicode normalisation (RFC 9051 5.1 leaves both to the server).
 * Over upper to lower case, since only that way `ß`/`SS`, `ς`/`σ` and the like meet, as full case folding has it.
 */
export function foldName(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** Whether a name or component says INBOX, which is case-insensitive on every server (RFC 9051 5.1). */
export function isInbox(name: string): boolean {
  return /^inbox$/i.test(name);
}

/** An order that depends on no locale, so that every machine makes the same plan. */
export function compareNames(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
