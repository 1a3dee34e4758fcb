import { expect, test } from 'vitest';
import { noLimits } from '../../main/engine/settings.ts';
import { createProviderDirectory } from '../../main/services/provider-directory.ts';
import { limitsOf } from '../../main/services/provider-limits.ts';
import providers from '../../resources/providers.json' with { type: 'json' };

const directory = createProviderDirectory(providers);

test('at Gmail: a twentieth below what is stated, in either direction, and an hour of patience', () => {
  const both = { maxConnections: 15, maxMessageBytes: 35_651_584, throttleRestMs: 3_600_000, maxSessionMs: 86_400_000 };
  const gmail = directory.byServer('IMAP.gmail.com');
  expect(limitsOf(gmail, 'source')).toEqual({ ...both, bytesPerDay: 2_375_000_000, readBackBytesPerDay: null });
  expect(limitsOf(gmail, 'destination')).toEqual({
    ...both,
    bytesPerDay: 475_000_000,
    readBackBytesPerDay: 2_375_000_000,
  });
});

test('at Gmail a session ends after a day, and one that began with a token with the token', () => {
  const gmail = directory.byServer('imap.gmail.com');
  expect(limitsOf(gmail, 'source', 'password').maxSessionMs).toBe(86_400_000);
  expect(limitsOf(gmail, 'source', 'oauth').maxSessionMs).toBe(3_600_000);
});

test('where no daily amount is known there is none, nor a long rest', () => {
  const none = {
    ...{ maxConnections: null, bytesPerDay: null, readBackBytesPerDay: null },
    ...{ throttleRestMs: null, maxSessionMs: null },
  };
  expect(limitsOf(directory.byId('office365'), 'source')).toEqual({ ...none, maxMessageBytes: 45_000_000 });
  expect(limitsOf(directory.byId('icloud'), 'destination')).toEqual({ ...none, maxMessageBytes: null });
  expect(limitsOf(null, 'source')).toEqual(noLimits);
  expect(limitsOf(directory.byId('proton'), 'source')).toEqual(noLimits);
  expect(limitsOf(directory.byServer('127.0.0.1'), 'source')).toEqual(noLimits);
});
