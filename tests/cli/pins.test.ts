import { describe, expect, test } from 'vitest';
import { readPins } from '../../main/cli/pins.ts';
import { createProviderDirectory } from '../../main/services/provider-directory.ts';
import { fingerprintText, readFingerprint } from '../../shared/model/certificate.ts';
import providers from '../../resources/providers.json' with { type: 'json' };

const directory = createProviderDirectory(providers);
const pin = '0123456789ABCDEF'.repeat(4);
const other = 'F'.repeat(64);
const at = (host: string, port = 993) => ({ host, port, security: 'tls', user: 'me' }) as const;
const own = { from: at('imap.gmail.com'), to: at('mail.example.org') };
const both = { from: at('nas.example.org'), to: at('mail.example.org') };

test.each([
  pin,
  pin.toLowerCase(),
  fingerprintText(pin),
  `sha256 Fingerprint=${fingerprintText(pin)}`,
  `SHA256:${pin}`,
  `  ${fingerprintText(pin).replaceAll(':', ' ')}\n`,
])('%j is a fingerprint as people have it', (text) => {
  expect(readFingerprint(text)).toBe(pin);
});

test.each(['', 'abc', pin.slice(1), `${pin}0`, pin.replace('0', 'G'), `SHA1:${pin}`])('%j is none', (text) => {
  expect(readFingerprint(text)).toBeNull();
});

describe('which server a pin is for', () => {
  test('the one that no provider runs', () => {
    expect(readPins([pin], own, directory)).toEqual({ TO: pin });
    expect(readPins([`sha256 Fingerprint=${fingerprintText(pin)}`], own, directory)).toEqual({ TO: pin });
  });

  test('the one it names', () => {
    const given = [`MAIL.example.org:993=${pin}`, `nas.example.org:993=${fingerprintText(other)}`];
    expect(readPins(given, both, directory)).toEqual({ FROM: other, TO: pin });
    const v6 = { from: at('::1', 1143), to: at('imap.posteo.de') };
    expect(readPins([`[::1]:1143=${pin}`], v6, directory)).toEqual({ FROM: pin });
  });

  test('both accounts, where they are on one server', () => {
    const same = { from: { ...at('mail.example.org'), user: 'you' }, to: at('mail.example.org') };
    expect(readPins([pin], same, directory)).toEqual({ FROM: pin, TO: pin });
  });

  test('none', () => {
    expect(readPins([], both, directory)).toEqual({});
  });
});

test.each<[readonly string[], typeof both, RegExp]>([
  [['abc'], own, /not a SHA-256/],
  [[`mail.example.org:993=${pin.slice(2)}`], own, /not a SHA-256/],
  [[pin], both, /either server/],
  [[`elsewhere.example.org:993=${pin}`], both, /neither/],
  [[`mail.example.org:143=${pin}`], both, /neither/],
  [[`imap.gmail.com:993=${pin}`], own, /a provider runs imap\.gmail\.com/],
  [[`new.mail.gmx.net:993=${pin}`], { from: at('new.mail.gmx.net'), to: at('b.example') }, /a provider runs/],
  [[pin], { from: at('imap.gmail.com'), to: at('posteo.de') }, /a provider runs imap\.gmail\.com and posteo\.de/],
  [[pin, other], own, /two --pin/],
])('%j is refused', (given, ends, reason) => {
  expect(() => readPins(given, ends, directory)).toThrow(reason);
});
