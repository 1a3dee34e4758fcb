import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitComponent, wireLength } from '../../../main/engine/plan/mailbox-name.ts';
import { cautiousLimits, limitsOf, SAFE_LIMITS, type NameLimits } from '../../../main/engine/plan/name-limits.ts';
import { account } from './account-builder.ts';

const fit = (name: string, delimiter: string | null = '/', atTop = false, limits: NameLimits = SAFE_LIMITS) =>
  fitComponent(name, atTop, { delimiter, limits });
const CAUTIOUS = cautiousLimits(SAFE_LIMITS);

describe('fitComponent', () => {
  const plain = ['Work', 'R&D', 'Entwürfe', '日本語', 'a (2)', '50 € [x] {y}', 'It’s', '-', 'a~b', '…'];

  it.each(plain)('leaves %j alone', (name) => {
    expect(fit(name)).toEqual({ name, reasons: [] });
    expect(fit(name, '/', true, CAUTIOUS)).toEqual({ name, reasons: [] });
  });

  it.each([
    ...['Reports & "Quotes" 100%', '50%', 'a*b"c\\d', '{5}', '~root', '#news', '~', '#', '%', '*', '"', '\\', '...'],
    ...[' ', '  padded \u00a0', ' leading', 'trailing '],
  ])('tries %j as it is', (name) => {
    expect(fit(name, '/', true)).toEqual({ name, reasons: [] });
  });

  it('tries a slash where that separates nothing', () => {
    expect(fit('AC/DC', '.')).toEqual({ name: 'AC/DC', reasons: [] });
  });

  it.each([
    ['Reports & "Quotes" 100%', '/', 'Reports & _Quotes_ 100_'],
    ['AC/DC', '.', 'AC-DC'],
    ['50%', '.', '50_'],
    ['a*b"c\\d', '/', 'a_b_c_d'],
    ['~root', '/', '_root'],
    ['#news', '/', '_news'],
    ['  padded \u00a0', '/', 'padded'],
    [' ', '/', '_'],
  ])('makes %j under %j into %j once a server has refused it', (name, delimiter, expected) => {
    expect(fit(name, delimiter, false, CAUTIOUS)).toEqual({ name: expected, reasons: ['reserved-characters'] });
  });

  it.each([
    ['Dr. Jones', '.', 'Dr- Jones', 'delimiter-in-name'],
    ['Some Stuff...', '.', 'Some Stuff-', 'delimiter-in-name'],
    ['AC/DC', '/', 'AC-DC', 'delimiter-in-name'],
    ['a-b', '-', 'a_b', 'delimiter-in-name'],
    ['a_b', '_', 'a-b', 'delimiter-in-name'],
    ['tab\there\r\n', '/', 'tab_here__', 'reserved-characters'],
    ['\u0000', '/', '_', 'reserved-characters'],
    ['a\u2028b', '/', 'a_b', 'reserved-characters'],
    ['.', '/', '_', 'reserved-characters'],
    ['..', '/', '__', 'reserved-characters'],
    ['', '/', '_', 'reserved-characters'],
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
    const rules = fc.constantFrom(
      SAFE_LIMITS,
      CAUTIOUS,
      ...['Dovecot', 'Cyrus IMAP', 'Zimbra', 'Stalwart'].map((serverName) => limitsOf(account({ serverName }))),
    );
    fc.assert(
      fc.property(hostile, delimiters, fc.boolean(), rules, (component, delimiter, atTop, limits) => {
        const { name, reasons } = fit(component, delimiter, atTop, limits);
        if (delimiter !== null) expect(name).not.toContain(delimiter);
        expect(name).not.toMatch(/[\p{Cc}\p{Surrogate}\u2028\u2029]|^\.{0,2}$/u);
        for (const character of limits.forbidden) expect(name).not.toContain(character);
        const first = limits.forbiddenFirst + (atTop ? limits.forbiddenFirstAtTop : '');
        for (const character of first) expect(name.startsWith(character)).toBe(false);
        if (limits.cutsSpaces) expect(name.trim()).toBe(name);
        expect(wireLength(name)).toBeLessThanOrEqual(limits.maxComponentBytes);
        expect(name.normalize('NFC')).toBe(name);
        expect(reasons.length > 0).toBe(name !== component.normalize('NFC'));
        expect(fit(name, delimiter, atTop, limits)).toEqual({ name, reasons: [] });
      }),
      { numRuns: 4_000 },
    );
  });
});

describe('limitsOf', () => {
  it('is careful with a server that says nothing', () => {
    expect(limitsOf(account({}))).toEqual(SAFE_LIMITS);
  });

  it('suspects Maildir++ below a Dovecot with slashes until a dot is seen', () => {
    expect(limitsOf(account({ serverName: 'Dovecot' })).forbidden).toBe('.');
    expect(limitsOf(account({ serverName: 'Dovecot', mailboxes: ['Dr. Jones'] })).forbidden).toBe('');
  });

  it('knows that a Dovecot without slashes refuses them, until one is seen', () => {
    expect(limitsOf(account({ serverName: 'Dovecot', delimiter: '.' })).forbidden).toBe('/');
    expect(limitsOf(account({ serverName: 'Dovecot', delimiter: '.', mailboxes: ['AC/DC'] })).forbidden).toBe('');
    expect(limitsOf(account({ capabilities: new Set(['ACL2=UNION']), delimiter: '.' })).forbidden).toBe('/');
  });

  it('believes what was tried before what is known', () => {
    const seen = { dot: null, letters: null, characters: { taken: '/{', refused: '%"' }, tilde: true };
    const cyrus = limitsOf({ ...account({ serverName: 'Cyrus IMAP', delimiter: '.' }), seenNames: seen });
    expect(new Set(cyrus.forbidden)).toEqual(new Set('!"%;<>\\`|}'));
    const names = ['~a', '50%', '{a}'].map((name) => fitComponent(name, true, { delimiter: '.', limits: cyrus }).name);
    expect(names).toEqual(['~a', '50_', '{a_']);
    const dovecot = account({ serverName: 'Dovecot' });
    expect(limitsOf(dovecot).forbiddenFirstAtTop).toBe('~');
    expect(limitsOf({ ...dovecot, seenNames: seen }).forbiddenFirstAtTop).toBe('');
    expect(limitsOf({ ...account({}), seenNames: { ...seen, tilde: false } }).forbiddenFirstAtTop).toBe('~');
  });

  it('knows who tells names apart by case, and learns it from two that are there', () => {
    expect(limitsOf(account({})).tellsApart).toBe(false);
    expect(limitsOf(account({ serverName: 'Dovecot' })).tellsApart).toBe(true);
    expect(limitsOf(account({ mailboxes: ['Work', 'work'] })).tellsApart).toBe(true);
    expect(limitsOf(account({ mailboxes: ['Work', ['work', { attributes: ['\\NoSelect'] }]] })).tellsApart).toBe(false);
  });

  it('knows what some servers keep for themselves', () => {
    expect(limitsOf(account({ serverName: 'Cyrus IMAP 3.8' })).reservedAtTop).toContain('Other Users');
    expect(limitsOf(account({ capabilities: new Set(['X-GM-EXT-1']) })).reservedAtTop).toContain('[Gmail]');
    expect(limitsOf(account({ serverName: 'Zimbra 10' })).forbidden).toBe(':"');
    expect(limitsOf(account({ serverName: 'Dovecot' })).reservedAtTop).toContain('subscriptions');
  });
});
