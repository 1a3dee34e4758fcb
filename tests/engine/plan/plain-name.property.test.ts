import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainComponent } from '../../../main/engine/plan/plain-name.ts';

test('whatever a name is, what comes of it can be had everywhere', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
      const plain = plainComponent(name);
      expect(plain).toMatch(/^(?=.*[A-Za-z0-9])[A-Za-z0-9_-][A-Za-z0-9_ -]{0,59}$/);
      expect(plainComponent(plain)).toBe(plain);
    }),
  );
});
