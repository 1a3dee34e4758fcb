import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitComponent, wireLength } from '../../../main/engine/plan/mailbox-name.ts';
import { limitsOf, SAFE_LIMITS } from '../../../main/engine/plan/name-limits.ts';
import { account } from './account-builder.ts';

const fit = (name: string, delimiter: string | null = '/', atTop = false) =>
  fitComponent(name, atTop, { delimiter, limits: SAFE_LIMITS });

describe('fitComponent', () => {
  it.each(['Work', 'R&D', 'Entwürfe', '日本語', 'a (2)', '50 € [x] {y}', 'It’s', '-', 'a~b', '…'])(
    'leaves %j alone',
    (name) => {
      expect(fit(name)).toEqual({ name, reasons: [] });
    },
  );

  it.each([
    ['Dr. Jones', '.', 'Dr- Jones', 'delimiter-in-name'],
    ['Some Stuff...', '.', 'Some Stuff-', 'delimiter-in-name'],
    ['AC/DC', '/', 'AC-DC', 'delimiter-in-name'],
    ['a-b', '-', 'a_b', 'delimiter-in-name'],
    ['a_b', '_', 'a-b', 'delimiter-in-name'],
    ['AC/DC', '.', 'AC-DC', 'reserved-characters'],
    ['50%', '.', '50_', 'reserved-characters'],
    ['a*b"c\\d', '/', 'a_b_c_d', 'reserved-characters'],
    ['tab\there\r\n', '/', 'tab_here__', 'reserved-characters'],
    ['\u0000', '/', '_', 'reserved-characters'],
    ['~root', '/', '_root', 'reserved-characters'],
    ['#news', '/', '_news', 'reserved-characters'],
    ['..', '/', '__', 'reserved-characters'],
    ['', '/', '_', 'reserved-characters'],
    ['  padded \u00a0', '/', 'padded', 'reserved-characters'],
    [' ', '/', '_', 'reserved-characters'],
    ['a\ud800b', '/', 'a_b', 'reserved-characters'],
  ])('makes %j under %j into %j', (name, delimiter, expected, reason) => {
    expect(fit(name, delimiter)).toEqual({ name: expected, reasons: [reason] });
  });

  it.each([
    ['Été à Zürich', 'Ete a Zurich', ['reserved-characters']],
    ['日本語', '_', ['reserved-characters']],
    ['Œuvres № 5', '_uvres No 5', ['reserved-characters']],
    ['Plain (2)', 'Plain (2)', []],
  ])('spells %j as %j where only plain letters were seen to be taken', (name, expected, reasons) => {
    const { asciiOnly } = limitsOf({ ...account({}), seenNames: { dot: null, letters: false } });
    expect(asciiOnly).toBe(true);
    expect(fitComponent(name, false, { delimiter: '/', limits: { ...SAFE_LIMITS, asciiOnly } })).toEqual({
      name: expected,
      reasons,
    });
  });

  it.each([
    [null, 'v1-0'],
    [true, 'v1.0'],
    [false, 'v1-0'],
  ])('asks no further where a dot was tried at a Dovecot: %s makes %s', (dot, expected) => {
    const facts = { ...account({ delimiter: '/', serverName: 'Dovecot' }), seenNames: { dot, letters: null } };
    expect(fitComponent('v1.0', false, { delimiter: '/', limits: limitsOf(facts) }).name).toBe(expected);
  });

  it('keeps INBOX for INBOX', () => {
    expect(fit('Inbox', '/', true)).toEqual({ name: 'Inbox_', reasons: ['reserved-name'] });
    expect(fit('Inbox', '/', false)).toEqual({ name: 'Inbox', reasons: [] });
  });

  it('cuts a long name and keeps two of one beginning apart', () => {
    const long = 'Очень длинное имя папки с перепиской '.repeat(8);
    const one = fit(`${long}A`);
    const other = fit(`${long}B`);
    expect(one.reasons).toEqual(['too-long']);
    expect(one.name).toMatch(/^Очень длинное имя .*~[0-9a-f]{8}$/);
    expect(wireLength(one.name)).toBeLessThanOrEqual(200);
    expect(wireLength(one.name)).toBeGreaterThan(190);
    expect(one.name).not.toBe(other.name);
  });

  it('counts UTF-8 where it is the longer form', () => {
    expect(wireLength('日本語日本語')).toBe(18);
    expect(wireLength('é')).toBe(5);
  });

  it('makes of anything something that can be held, and the same again', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: fc.constantFrom(...'./\\~#*% "\u0000\u0301e\u2028漢😀-_INBOX'), maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('\ud800', '\udc00', 'a', ' '), maxLength: 20 }),
    );
    const delimiters = fc.constantFrom('/', '.', '\\', '|', '-', '_', ':', '^', null);
    fc.assert(
      fc.property(hostile, delimiters, fc.boolean(), (component, delimiter, atTop) => {
        const { name, reasons } = fit(component, delimiter, atTop);
        if (delimiter !== null) expect(name).not.toContain(delimiter);
        expect(name).not.toMatch(/[\p{Cc}\p{Surrogate}*%"\\/\u2028\u2029]|^[~#]|^\.*$|^\s|\s$/u);
        expect(wireLength(name)).toBeLessThanOrEqual(SAFE_LIMITS.maxComponentBytes);
        expect(name.normalize('NFC')).toBe(name);
        expect(reasons.length > 0).toBe(name !== component.normalize('NFC'));
        expect(fit(name, delimiter, atTop)).toEqual({ name, reasons: [] });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('limitsOf', () => {
  it('is careful with a server that says nothing', () => {
    expect(limitsOf(account({}))).toEqual(SAFE_LIMITS);
  });

  it('suspects Maildir++ below a Dovecot with slashes until a dot is seen', () => {
    expect(limitsOf(account({ serverName: 'Dovecot' })).forbidden).toBe('.');
    expect(limitsOf(account({ serverName: 'Dovecot', delimiter: '.' })).forbidden).toBe('');
    expect(limitsOf(account({ serverName: 'Dovecot', mailboxes: ['Dr. Jones'] })).forbidden).toBe('');
  });

  it('knows what some servers keep for themselves', () => {
    expect(limitsOf(account({ serverName: 'Cyrus IMAP 3.8' })).reservedAtTop).toContain('Other Users');
    expect(limitsOf(account({ capabilities: new Set(['X-GM-EXT-1']) })).reservedAtTop).toContain('[Gmail]');
    expect(limitsOf(account({ serverName: 'Zimbra 10' })).forbidden).toBe(':');
  });
});
