/** Where a domain's mail goes and where a mailbox lies, as far as DNS and a table of addresses tell. */
export interface MailPlaces {
  /** The servers that receive the domain's mail, the most preferred first; none: it receives none. Null: DNS did not answer. */
  readonly receivers: readonly string[] | null;
  /** By host, of the receivers and the mailbox's server: ISO 3166-1 alpha-2, or null where nothing is known. */
  readonly countries: Readonly<Record<string, string | null>>;
  /** The day the table of countries was made, `YYYY-MM-DD`; null where there is none. */
  readonly tableDate: string | null;
}
