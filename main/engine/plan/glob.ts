/** One step of a pattern: a character to be met, or what to pass over. */
type Token =
  | { readonly kind: 'character'; readonly value: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'some' }
  | { readonly kind: 'any' }
  | { readonly kind: 'levels' };

/**
 * Makes a test for mailbox paths from a glob: `*` stands for any characters within a component, `**` for any across components
 * (as a whole component, `a/**\/b`, for no component too), `?` for one character. `/` is the delimiter whatever the server's is;
 * everything is case-sensitive. Works in time pattern x path, whatever the pattern: paths come from a server.
 */
export function globMatcher(pattern: string): (components: readonly string[]) => boolean {
  const tokens = tokensOf(pattern.normalize('NFC'));
  return (components) => matches(tokens, charactersOf(components));
}

/** Whether a pattern can only mean one name. */
export function isLiteral(pattern: string): boolean {
  return !/[*?]/.test(pattern);
}

function tokensOf(pattern: string): readonly Token[] {
  const parts = pattern.match(/(?<=^|\/)\*\*\/|\*\*+|[^]/gu) ?? [];
  return parts.map((part): Token => {
    if (part === '**/') return { kind: 'levels' };
    if (part.startsWith('**')) return { kind: 'any' };
    if (part === '*') return { kind: 'some' };
    return part === '?' ? { kind: 'one' } : { kind: 'character', value: part };
  });
}

/** The path as characters, with null for a delimiter: a component may itself contain `/`, which only a `/` in the pattern matches. */
function charactersOf(components: readonly string[]): readonly (string | null)[] {
  return components.flatMap((component, index) => {
    const characters = [...component.normalize('NFC')];
    return index === 0 ? characters : [null, ...characters];
  });
}

/** Walks the path once, with the set of all places of the pattern one can be at. */
function matches(tokens: readonly Token[], path: readonly (string | null)[]): boolean {
  let places = reach(tokens, [0], true);
  for (const character of path) {
    const next: number[] = [];
    for (const place of places) {
      const token = tokens[place];
      if (token !== undefined) next.push(...step(token, place, character));
    }
    places = reach(tokens, next, character === null);
    if (places.size === 0) return false;
  }
  return places.has(tokens.length);
}

/** Adds the places that cost no character. `levels` begins only where a component begins. */
function reach(tokens: readonly Token[], from: readonly number[], atStart: boolean): Set<number> {
  const places = new Set(from);
  for (const place of places) {
    const kind = tokens[place]?.kind;
    if (kind === 'some' || kind === 'any' || (kind === 'levels' && atStart)) places.add(place + 1);
  }
  return places;
}

function step(token: Token, place: number, character: string | null): readonly number[] {
  switch (token.kind) {
    case 'character':
      return token.value === (character ?? '/') ? [place + 1] : [];
    case 'one':
      return character === null ? [] : [place + 1];
    case 'some':
      return character === null ? [] : [place];
    case 'any':
    case 'levels':
      return [place];
  }
}
