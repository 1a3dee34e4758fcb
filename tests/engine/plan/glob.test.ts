import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globMatcher, isLiteral } from '../../../main/engine/plan/glob.ts';
import { processorTime } from '../../support/processor-time.ts';

const matches = (pattern: string, path: string): boolean => globMatcher(pattern)(path.split('/'));

describe('globMatcher', () => {
  it.each([
    ['Work', 'Work'],
    ['Work/*', 'Work/2024'],
    ['Work/**', 'Work/2024/May'],
    ['**', 'Work/2024/May'],
    ['**/May', 'May'],
    ['**/May', 'Work/2024/May'],
    ['Work/**/May', 'Work/May'],
    ['Work/**/May', 'Work/a/b/May'],
    ['W?rk', 'Wörk'],
    ['W?rk', 'W😀rk'],
    ['*2024*', 'in 2024 too'],
    ['Work*', 'Work'],
    ['a**z', 'a/b/z'],
    ['[Gmail]/Spam', '[Gmail]/Spam'],
    ['Caf\u00e9', 'Cafe\u0301'],
    ['a.c', 'a.c'],
  ])('%j takes %j', (pattern, path) => {
    expect(matches(pattern, path)).toBe(true);
  });

  it.each([
    ['Work', 'work'],
    ['Work', 'Work/2024'],
    ['Work/*', 'Work'],
    ['Work/*', 'Work/2024/May'],
    ['Work/**', 'Work'],
    ['*', 'Work/2024'],
    ['**/May', 'Work/Dismay'],
    ['**/May', 'xMay'],
    ['W?rk', 'Wrk'],
    ['Work?2024', 'Work/2024'],
    ['a.c', 'abc'],
    ['', 'Work'],
  ])('%j does not take %j', (pattern, path) => {
    expect(matches(pattern, path)).toBe(false);
  });

  it('knows a slash within a component from a level', () => {
    expect(globMatcher('*')(['AC/DC'])).toBe(true);
    expect(globMatcher('AC/DC')(['AC/DC'])).toBe(true);
    expect(globMatcher('Music/*')(['Music', 'AC/DC'])).toBe(true);
  });

  it('answers as a regular expression would', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/') });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?') }), text, (pattern, path) => {
        const source = pattern
          .replaceAll(/(?<=^|\/)\*\*\//g, 'L')
          .replaceAll(/\*\*+/g, 'A')
          .replaceAll('*', '[^/]*')
          .replaceAll('?', '[^/]')
          .replaceAll('L', '(?:.*/)?')
          .replaceAll('A', '.*');
        expect(matches(pattern, path)).toBe(new RegExp(`^${source}$`, 's').test(path));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is quick with a pattern made to be slow', () => {
    const slow = globMatcher('*a'.repeat(50) + 'b');
    expect(processorTime(() => expect(slow(['a'.repeat(5_000)])).toBe(false))).toBeLessThan(5_000);
  });

  it('tells a name from a pattern', () => {
    expect(isLiteral('[Gmail]/Spam')).toBe(true);
    expect(isLiteral('Sp*')).toBe(false);
    expect(isLiteral('Sp?m')).toBe(false);
  });
});
