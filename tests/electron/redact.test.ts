import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from '../../main/electron/redact.ts';
import { processorTime } from '../support/processor-time.ts';

const home = '/home/anna lund';

describe('what is said about a fault', () => {
  test.each([
    ['getaddrinfo ENOTFOUND imap.example.org', 'example'],
    ['getaddrinfo EAI_AGAIN mailserver', 'mailserver'],
    ['connect ECONNREFUSED 192.168.178.20:993', '192.168'],
    ['connect ECONNREFUSED 2001:db8::17:993', 'db8'],
    ['connect ETIMEDOUT fe80::1', 'fe80'],
    ['AUTHENTICATE PLAIN AGFubmEAc2VjcmV0', 'AGFubmEA'],
    ['a1 login anna "open sesame"', 'sesame'],
    ['A2 LOGIN {4}\r\nanna {6}\r\nsesame', 'sesame'],
    ['Authorization: Bearer ya29.a0AfH6SMB', 'a0AfH6SMB'],
    ['refresh_token=1//0gAbCdEf', '0gAbCdEf'],
    ['{"password":"hunter2"}', 'hunter2'],
    ['wrong password: hunter2 at once', 'hunter2'],
    ['app password abcd efgh ijkl mnop refused', 'efgh'],
    ['no such folder "Steuer 2024"', 'Steuer'],
    ["no such folder 'Steuer 2024'", 'Steuer'],
    ['Ordner « Impôts 2024 » fehlt', 'Impôts'],
    [`ENOENT: no such file, open '${home}/.config/homing/moves/x.sqlite'`, 'lund'],
    [`cannot read ${home}/mail`, 'lund'],
    ['cannot read file:///home/anna%20lund/mail', 'lund'],
    ['cannot read C:\\Users\\Anna\\AppData\\x', 'Anna'],
    ['user anna.lund+x@xn--bcher-kva.example gone', 'lund'],
    ['user =?UTF-8?Q?anna.lund=40example.org?= gone', 'lund'],
    ['user anna.lund%40example.org gone', 'lund'],
    ['at ünï@bücher.example', 'bücher'],
  ])('%j tells nothing of a person', (text, secret) => {
    expect(redact(text, home)).not.toContain(secret);
  });

  test('still tells what went wrong', () => {
    expect(redact('getaddrinfo ENOTFOUND imap.example.org', home)).toBe('getaddrinfo ENOTFOUND [host]');
    expect(redact("Cannot read properties of undefined (reading 'messages')", home)).toBe(
      "Cannot read properties of undefined (reading 'messages')",
    );
    expect(redact('unable to get local issuer certificate', home)).toBe('unable to get local issuer certificate');
    expect(redact('ERR_SSL_WRONG_VERSION_NUMBER', home)).toBe('ERR_SSL_WRONG_VERSION_NUMBER');
  });

  test('marks the same address the same way', () => {
    const text = redact('anna@example.org is not Anna@example.org but ben@example.org', home);
    const marks = text.match(/address:[\da-f]{8}@[\da-f]{8}/gu) ?? [];
    expect(marks).toHaveLength(3);
    expect(marks[0]).toBe(marks[1]);
    expect(marks[2]).not.toBe(marks[0]);
  });
});

const letters = (alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const small = 'abcdefghijklmnopqrstuvwxyz';
const alnum = `${small}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`;

const label = letters(`${small}0123456789üéß`, 4, 12);
const host = fc.tuple(label, letters(small, 2, 6)).map((parts) => parts.join('.'));
const local = fc
  .tuple(letters(alnum, 4, 10), letters(`${alnum}.+_-`, 0, 6), letters(alnum, 1, 3))
  .map((parts) => parts.join(''));
const base64 = fc.uint8Array({ minLength: 12, maxLength: 200 }).map((bytes) => Buffer.from(bytes));
const anything = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 40 }).filter((text) => text.trim().length >= 4);

/** What must not be seen, and a sentence that holds it as a log might. */
const leaks: Readonly<Record<string, fc.Arbitrary<{ readonly secrets: readonly string[]; readonly text: string }>>> = {
  address: fc
    .tuple(local, host, fc.constantFrom('@', '%40', '=40'), fc.constantFrom('<>', '()', '  ', "''", '""'))
    .map(([user, domain, at, [open = '', close = '']]) => ({
      secrets: [user, domain],
      text: `no mailbox ${open}${user}${at}${domain}${close} here`,
    })),
  host: fc.tuple(host, fc.constantFrom('connect to ', 'TLS name ', '(', 'https://', 'host=')).map(([name, before]) => ({
    secrets: [name],
    text: `cannot ${before}${name} now`,
  })),
  'IPv4 address': fc.ipV4().map((ip) => ({ secrets: [ip], text: `connect ${ip}:993 failed` })),
  'sign-in command': fc
    .tuple(anything, anything, fc.constantFrom('LOGIN', 'AUTHENTICATE PLAIN', 'authenticate xoauth2'))
    .map(([user, word, command]) => ({
      secrets: [user, word],
      text: `> A7 ${command} ${user} ${word}`,
    })),
  'bearer token': letters(`${alnum}-._~+/`, 8, 120).map((token) => ({
    secrets: [token],
    text: `Authorization: Bearer ${token}`,
  })),
  'named secret': fc
    .tuple(
      anything.filter((text) => !/[\n\r\u2028\u2029]/u.test(text)),
      fc.constantFrom('password', 'token', 'client_secret', 'passphrase'),
    )
    .map(([word, name]) => ({ secrets: [word], text: `request failed, ${name}=${word}` })),
  'base64 blob': fc
    .tuple(base64, fc.constantFrom('base64' as const, 'base64url' as const, 'hex' as const))
    .map(([bytes, code]) => ({ secrets: [bytes.toString(code)], text: `+ ${bytes.toString(code)} OK` })),
  'long token': letters(alnum, 16, 80).map((token) => ({ secrets: [token], text: `refused ${token} today` })),
  'app password': fc
    .tuple(fc.array(letters(small, 4, 4), { minLength: 4, maxLength: 4 }), fc.constantFrom(' ', '-'))
    .map(([groups, between]) => ({ secrets: [groups.join(between)], text: `refused ${groups.join(between)} today` })),
  'quoted words': anything
    .filter((text) => !text.includes('"'))
    .map((words) => ({ secrets: [words], text: `no folder "${words}" there` })),
  'home folder': fc
    .tuple(letters(`${alnum} -_`, 4, 12), fc.constantFrom('/home/', '/Users/', 'C:\\Users\\'))
    .filter(([name]) => name.trim() === name)
    .map(([name, base]) => ({ secrets: [name], text: `open '${base}${name}/x' failed` })),
};

/** Words of the sentences around a secret, which it may equal by chance. */
const ordinary = /^(?:here|there|today|mailbox|folder|failed|refused|open|cannot|connect|request)$/iu;

test.each(Object.entries(leaks))('no generated %s is left over', (_name, arbitrary) => {
  fc.assert(
    fc.property(arbitrary, ({ secrets, text }) => {
      const seen = redact(text, home);
      // The marks are hexadecimal: they hold short words by chance.
      const unmarked = seen.replaceAll(/(?:address|host):[\da-f@]+/gu, '[mark]');
      for (const secret of secrets.filter((word) => !ordinary.test(word.trim()))) {
        expect(unmarked.includes(secret), `${text} -> ${seen}`).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

test('a long text of a hostile server takes no long time', () => {
  const took = processorTime(() => {
    for (const piece of ['a@', 'a.', '/a', '::', "'", '"', 'abcd ', 'a:/', '=', '.'])
      redact(piece.repeat(4000 / piece.length), home);
  });
  expect(took).toBeLessThan(1000);
});
