/** C1 controls, line and paragraph separators, and what nobody sees but what changes how the rest is shown; see sanitize-display.ts. */
const UNSEEN =
  /[\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu;

/**
 * JSON (RFC 8259) that is harmless wherever it is shown: a terminal would obey C1 controls within it, and other characters would turn
 * the text round or hide it. They are escaped, so that the values stay as they are.
 * @param space as JSON.stringify takes it
 */
export function jsonText(value: unknown, space?: number): string {
  return JSON.stringify(value, null, space).replaceAll(UNSEEN, escaped);
}

function escaped(characters: string): string {
  return characters.replaceAll(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
