import { describe, expect, test } from 'vitest';
import { createSessionKeychain } from '../../main/credentials/session-keychain.ts';
import { keepsItsPromises } from './keeps-its-promises.ts';

describe('the keychain of this session', () => {
  const keychain = createSessionKeychain();
  keepsItsPromises(() => keychain);

  test('shares nothing with another', async () => {
    await keychain.write('shared-item', 'sesame');
    expect(await createSessionKeychain().read('shared-item')).toBeNull();
  });
});
