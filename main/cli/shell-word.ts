import { sanitizeDisplay } from '../../shared/sanitize-display.ts';

/** What no shell gives a meaning to. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * A path as it is to be typed into a POSIX shell. One with characters that a terminal would obey, or that hide or turn text, cannot be shown as
 * it is: null.
 */
export function shellWord(path: string): string | null {
  if (PLAIN.test(path) && !path.startsWith('-')) return path;
  if (sanitizeDisplay(path, path.length) !== path.normalize('NFC').trim() || path !== path.trim()) return null;
  return `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
