import tls from 'node:tls';
import { describe, expect, test } from 'vitest';
import { createAuthority } from '../../main/practice/certificate.ts';
import { trustedAuthorities, trustStore, type TellCertificates } from '../../main/imap/trust-store.ts';

const tell: TellCertificates = (store) =>
  store === 'default' ? ['bundled', 'of the variable'] : ['system', 'bundled'];

describe('whom we trust', () => {
  test('where Node can tell: its own, those of the environment and of the system, and the extra one', () => {
    expect(trustedAuthorities(undefined, tell)).toEqual(['bundled', 'of the variable', 'system']);
    expect(trustedAuthorities('ours', tell)).toEqual(['bundled', 'of the variable', 'system', 'ours']);
  });

  test('where Node cannot tell: its default is left alone, so that NODE_EXTRA_CA_CERTS counts', () => {
    expect(trustedAuthorities(undefined, undefined)).toBeNull();
    expect(trustedAuthorities('ours', undefined)).toEqual([...tls.rootCertificates, 'ours']);
  });

  test('the store can be made here, with and without an extra authority', async () => {
    const { certificatePem } = await createAuthority();
    expect(() => trustStore(undefined)).not.toThrow();
    expect(() => trustStore(certificatePem)).not.toThrow();
  });
});
