/**
 * Mailbox names people and programs really made, as paths of components in Unicode. `other` is the delimiter of the
 * other side: harmless here, a hierarchy there.
 */
export function torturePaths(other: string): readonly (readonly string[])[] {
  const single = [
    'Entwürfe und Übriges',
    'Ελληνικά',
    '日本語のメール',
    'עברית',
    '🎉 party 👩‍👩‍👧',
    'A & B',
    '&',
    '&AOk-', // looks like modified UTF-7 and is not meant as such
    'quo"te',
    'Reports & "Quotes" 100%',
    'back\\slash',
    ' leading space',
    'trailing space ',
    'two  spaces',
    'per%cent',
    'aster*isk',
    '(parentheses)',
    '[brackets]',
    '{5}',
    '{5+}',
    'NIL',
    '~tilde',
    '#hash',
    'CaseOnly',
    'caseonly',
    'café', // U+00E9
    'cafe\u0301', // the same to the eye
    'x'.repeat(180),
    'Очень длинное имя '.repeat(4).trim(),
    `with${other}delimiter`,
    `${other}at the start`,
    'inbox2',
    '-dash',
    'tab\there',
  ];
  return [
    ...single.map((name) => [name]),
    ['INBOX', 'Child'],
    ['INBOX', 'Child', 'Grandchild ü'],
    ['Only a parent', 'Child'],
    Array.from({ length: 12 }, (_, level) => `level${String(level + 1)}`),
    ['Projects', 'Überblick', 'A & B'],
    ['Sent', '2019'],
  ];
}
