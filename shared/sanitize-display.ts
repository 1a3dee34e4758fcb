/** What separates lines or columns becomes one space. */
const breaks = /[\p{Zl}\p{Zp}\t\n\v\f\r\u0085]+/gu;

/**
 * What nobody sees but what changes how the rest is shown: control characters, bidirectional controls,
 * zero-width characters, soft hyphens and tag characters.
 */
const unseen =
  /[\p{Cc}\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|[\u{E0000}-\u{E0FFF}]/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A grapheme with a tower of combining marks would paint over its neighbours. */
const longestGrapheme = 16;

/**
 * Makes text that came from a server or a message fit to be shown: one line, inert, unable to reorder or hide what stands
 * around it, and of bounded length. Escaping for HTML is still the caller's task.
 * @param limit the most graphemes kept; what is cut off is shown as `…`
 */
export function sanitizeDisplay(text: string, limit = 120): string {
  // What is cut anyway need not be normalised: a server may send megabytes.
  const head = text.slice(0, limit * longestGrapheme * 2);
  const clean = head
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(breaks, ' ')
    .replace(unseen, '')
    .normalize('NFC')
    .trim();
  let kept = '';
  let count = 0;
  for (const { segment } of graphemes.segment(clean)) {
    if (count === limit) return `${kept}…`;
    kept += [...segment].slice(0, longestGrapheme).join('');
    count += 1;
  }
  return head.length < text.length ? `${kept}…` : kept;
}
