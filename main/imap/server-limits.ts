// What a server may send, so that no server can take all memory or all time. Each is far above what real accounts need.

/** Mailboxes of one account. Gmail allows 10,000 labels; other providers fewer. */
export const MOST_MAILBOXES = 20_000;
/** Octets of the names that LIST, LSUB and STATUS tell: 800 for each of so many mailboxes. */
export const MOST_LISTED_BYTES = 16_000_000;
/** Responses, and their octets, in one command that answer nothing: warnings, news of other clients, what nobody asked for, or was told before. */
export const MOST_CHATTER = 1_000_000;
export const MOST_CHATTER_BYTES = 16_000_000;

/**
 * A command must bring, or take, so many octets that count (responses that were asked for and not told before, what we send) within so
 * long, or the server is as good as silent. A modem of 1,200 baud brings ten times as many; a server that keeps the connection awake while it
 * works on one command has this long to end it. Time in which the server waits for us does not count. Milliseconds.
 */
export const LEAST_BYTES = 15_000;
export const LEAST_WITHIN_MS = 15 * 60_000;
