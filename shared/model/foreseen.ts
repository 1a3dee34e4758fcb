/** What a server is known to do to messages that are not quite as the RFCs want them. */
export type ContentHabit =
  | 'cr-cr-lf-shortened' // CR CR LF becomes CR LF, and a CR at the very end is left out
  | 'bare-cr-dropped' // a CR without LF is left out
  | 'final-newline-added'
  | '8-bit-header-replaced' // each byte above 127 in the header becomes `X`
  | 'broken-header-refused' // a line in the header that is no field
  | 'bare-lf-refused'
  | 'nul-refused'
  | 'long-line-refused'; // a line of more than 10,239 bytes

/** What the destination will not keep of messages it takes, as far as it can be known before they are read. */
export interface Foreseen {
  /** Messages whose INTERNALDATE it replaces. */
  readonly dates: readonly { readonly mailbox: string; readonly uid: number; readonly internalDate: string }[];
  /** What it does to messages with odd bytes; which ones have them is seen only when they are read. */
  readonly content: readonly ContentHabit[];
}
