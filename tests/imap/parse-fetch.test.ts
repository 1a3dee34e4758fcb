import { expect, test } from 'vitest';
import fc from 'fast-check';
import { isFetchResponse, parseFetchResponse } from '../../main/imap/parse-fetch.ts';
import type { ResponseValue } from '../../main/imap/response-values.ts';

const parse = (line: string, ...literals: string[]): readonly ResponseValue[] | null => {
  const parsed = parseFetchResponse(
    Buffer.from(line, 'latin1'),
    literals.map((literal) => Buffer.from(literal, 'latin1')),
  );
  return (parsed?.attributes?.[1] as readonly ResponseValue[] | undefined) ?? null;
};
const atom = (value: string): ResponseValue => ({ type: 'ATOM', value });
const text = (value: string): ResponseValue => ({ type: 'TEXT', value });
const body = (section: string): ResponseValue => ({ type: 'ATOM', value: 'BODY', section: [text(section)] });

test('what Dovecot sends', () => {
  const line =
    '* 3 FETCH (UID 5 FLAGS (\\Seen $Work) INTERNALDATE "17-Jul-1996 02:44:25 -0700" RFC822.SIZE 12 ' +
    'BODY[HEADER.FIELDS (MESSAGE-ID DATE)] {3}\r\n BODY[] {0}\r\n)';
  expect(parse(line, 'abc', '')).toEqual([
    atom('UID'),
    atom('5'),
    atom('FLAGS'),
    [atom('\\Seen'), atom('$Work')],
    atom('INTERNALDATE'),
    { type: 'STRING', value: '17-Jul-1996 02:44:25 -0700' },
    atom('RFC822.SIZE'),
    atom('12'),
    body('HEADER.FIELDS (MESSAGE-ID DATE)'),
    { type: 'LITERAL', value: Buffer.from('abc') },
    body(''),
    { type: 'LITERAL', value: Buffer.alloc(0) },
  ]);
});

test('what others may send', () => {
  expect(parse('* 3 FETCH (BODY[] NIL BODY[]<0> "a \\"b\\\\" )')).toEqual([
    body(''),
    null,
    body(''),
    { type: 'STRING', value: 'a "b\\' },
  ]);
  expect(parse('* 3 fetch (body[] ~{2}\r\n)', 'a\0')?.[1]).toEqual({ type: 'LITERAL', value: Buffer.from('a\0') });
  expect(parse('* 3 FETCH (FLAGS ($x[1] a]b css{3}))')).toEqual([
    atom('FLAGS'),
    [atom('$x[1]'), atom('a]b'), atom('css{3}')],
  ]);
  expect(parse('* 3 FETCH () ')).toEqual([]);
});

test('octets over 127 in a quoted string stay as they are', () => {
  expect(parse('* 3 FETCH (BODY[] "caf\xe9 \xc3\xa9")')?.[1]).toEqual({
    type: 'STRING',
    value: Buffer.from('caf\xe9 \xc3\xa9', 'latin1'),
  });
});

test.each([
  '* 3 FETCH (UID 5',
  '* 3 FETCH (UID 5))',
  '* 3 FETCH (UID 5) x',
  '* 3 FETCH (UID "5)',
  '* 3 FETCH (UID "5\\',
  '* 3 FETCH (BODY[] {3})',
  '* 3 FETCH (BODY[] {3}\r\n)',
  '* 3 FETCH (BODY[HEADER {3}\r\n)',
  `* 3 FETCH ${'('.repeat(1_000_000)}`,
  '* 3 FETCH (UID 5\r\n)',
])('%j is garbled', (line) => {
  expect(parse(line)).toBeNull();
});

test('other responses are not for this parser', () => {
  const is = (line: string): boolean => isFetchResponse(Buffer.from(line));
  expect(is('* 4294967295 FETCH (UID 1)')).toBe(true);
  expect(is('* 5 FETCHED (UID 1)')).toBe(false);
  expect(is('* OK 5 FETCH (')).toBe(false);
  expect(is('A FETCH (')).toBe(false);
});

test('nothing else than a value or null comes of any octets', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('()[]{}"\\ ~<>NIL\r\n1x\0é')) }), (rest) => {
      const parsed = parseFetchResponse(Buffer.from(`* 1 FETCH (${rest}`, 'latin1'), [Buffer.from('a')]);
      expect(parsed === null || parsed.attributes?.length === 2).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
