/** Everything that may be said to the source: none of it changes anything there (RFC 9051). */
export const HARMLESS =
  /^(CAPABILITY|ID|NAMESPACE|LOGIN|AUTHENTICATE|ENABLE|LIST|LSUB|STATUS|EXAMINE|(UID )?FETCH|(UID )?SEARCH|GETQUOTA(ROOT)?|NOOP|IDLE|UNSELECT|CLOSE|LOGOUT|COMPRESS|STARTTLS)( |$)/i;

/** A FETCH of a body without PEEK would set \Seen. */
export const WITHOUT_PEEK = /\bBODY\[|\bRFC822(?!\.SIZE|\.HEADER)|\bRFC822\.TEXT/i;
