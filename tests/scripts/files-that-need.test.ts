import { expect, test } from 'vitest';
import { testFilesThatNeed } from '../../scripts/test/files-that-need.mjs';

test('finds the tests that start Dovecot, also through others, and no more', () => {
  const found = testFilesThatNeed('tests/support/dovecot.ts');
  expect(found).toContain('tests/support-tests/dovecot.test.ts');
  expect(found).toContain('tests/moves/kill.test.ts');
  expect(found.filter((file) => /^tests\/(?:shared|engine|journal|electron|scripts)\//u.test(file))).toEqual([]);
});

test('finds the tests of a server that is not everywhere, and leaves those of the others', () => {
  const found = testFilesThatNeed('tests/support/servers/cyrus.ts');
  expect(found).toContain('tests/compat/cyrus.test.ts');
  expect(found).not.toContain('tests/compat/courier.test.ts');
  expect(found).not.toContain('tests/compat/dovecot.test.ts');
});
