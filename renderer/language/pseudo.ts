const accents: Readonly<Record<string, string>> = {
  a: 'á',
  c: 'ç',
  e: 'ë',
  i: 'î',
  n: 'ñ',
  o: 'ö',
  s: 'š',
  u: 'û',
  y: 'ý',
  A: 'Å',
  C: 'Ç',
  E: 'É',
  I: 'Î',
  N: 'Ñ',
  O: 'Ø',
  S: 'Š',
  U: 'Û',
};

/** How much longer a language may be than English. */
const growth = 0.4;

/**
 * Writes a message as a language would look that is 40 % longer and full of accents. What stands between braces stays, but for the
 * branches of plurals and selects, which are words again; so do tags.
 * @param message in ICU MessageFormat
 */
export function pseudoMessage(message: string): string {
  let depth = 0;
  return message.replace(/<[^>]*>|[{}]|\p{L}+|[^{}<\p{L}]+|</gu, (piece) => {
    if (piece === '{') depth += 1;
    if (piece === '}') depth -= 1;
    // Words stand outside of every brace, and inside of two: {count, plural, one {word}}.
    return depth % 2 === 0 && /^\p{L}/u.test(piece) ? pseudoWord(piece) : piece;
  });
}

function pseudoWord(word: string): string {
  const letters = [...word].map((letter) => accents[letter] ?? letter);
  const longest = Math.ceil(letters.length * growth);
  const vowel = Math.max(
    0,
    letters.findIndex((letter) => /[áëîöûÅÉÎØÛ]/u.test(letter)),
  );
  letters.splice(vowel, 0, ...Array.from({ length: longest }, () => (letters[vowel] ?? 'é').toLowerCase()));
  return letters.join('');
}

/** All messages of a language, see {@link pseudoMessage}. */
export function pseudoMessages<Id extends string>(messages: Readonly<Record<Id, string>>): Record<Id, string> {
  const pairs = Object.entries<string>(messages).map(([id, text]) => [id, pseudoMessage(text)]);
  return Object.fromEntries(pairs) as Record<Id, string>;
}
