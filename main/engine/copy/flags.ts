/** System flags a client may set (RFC 9051 2.3.2); `\Recent` is the server's own. */
const SYSTEM_FLAGS = ['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft'] as const;

/** A keyword is an atom: no space, control, 8-bit or special character (RFC 9051 `flag-keyword`). */
const KEYWORD = /^[^\u0000-\u0020\u007f-\uffff(){%*"\\\]]+$/;

/** Flags split into what the destination takes and what it does not. */
export interface FlagChoice {
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
}

/**
 * Chooses the flags that may be sent with APPEND.
 * @param permanentFlags PERMANENTFLAGS of the destination mailbox; null when not told, then every legal flag is sent
 */
export function chooseFlags(flags: readonly string[], permanentFlags: readonly string[] | null): FlagChoice {
  const kept: string[] = [];
  const dropped: string[] = [];
  const allowed = permanentFlags && new Set(permanentFlags.map((flag) => flag.toLowerCase()));
  const anyKeyword = !allowed || allowed.has('\\*');
  const seen = new Set<string>();
  for (const flag of flags) {
    const lower = flag.toLowerCase();
    if (lower === '\\recent' || seen.has(lower)) continue;
    seen.add(lower);
    const legal = isSystemFlag(flag)
      ? !allowed || allowed.has(lower)
      : KEYWORD.test(flag) && (anyKeyword || allowed.has(lower));
    (legal ? kept : dropped).push(flag);
  }
  return { kept, dropped };
}

/** Whether a flag is one of the five system flags, in any case. */
export function isSystemFlag(flag: string): boolean {
  return SYSTEM_FLAGS.some((system) => system.toLowerCase() === flag.toLowerCase());
}

/** Whether two sets of flags say the same; case and order do not count. */
export function sameFlags(one: readonly string[], other: readonly string[]): boolean {
  const left = new Set(one.map((flag) => flag.toLowerCase()));
  const right = new Set(other.map((flag) => flag.toLowerCase()));
  left.delete('\\recent');
  right.delete('\\recent');
  return left.size === right.size && [...left].every((flag) => right.has(flag));
}
