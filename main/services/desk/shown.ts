import { sanitizeDisplay } from '../../../shared/sanitize-display.ts';

/** The most UTF-16 units the contract with the window takes, see `shortText`. */
const LONGEST = 400;

/**
 * Letters and signs of the Latin alphabet, each one grapheme and none that hides anything: such text is as it should be.
 * Most names are, and to look for the graphemes of ten thousand others would take half a second.
 */
const plainLatin = /^(?:[!-~¡-¬®-ɏ](?:[ -~¡-¬®-ɏ]*[!-~¡-¬®-ɏ])?)?$/;

/**
 * Text from a server or a person, fit to be shown and short enough to travel to the window: a few graphemes can be long, where each
 * is a tower of marks.
 * @param limit the most graphemes kept
 */
export function shown(text: string, limit = 120): string {
  if (text.length <= limit && plainLatin.test(text)) return text;
  const clean = sanitizeDisplay(text, limit);
  if (clean.length <= LONGEST) return clean;
  // Not between the halves of a surrogate pair.
  return `${clean.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** A count a server told, as the window takes it: whole, not negative, and no more than a number can hold. */
export function counted(value: number): number {
  return Number.isFinite(value) ? Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.trunc(value))) : 0;
}
