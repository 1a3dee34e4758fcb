import { expect, test } from 'vitest';
import fc from 'fast-check';
import { packets } from '../../main/imap/packets.ts';

test('packets hold the same octets, and all but the last are full', () => {
  const part = fc.uint8Array({ maxLength: 50 }).map((octets) => Buffer.from(octets));
  fc.assert(
    fc.property(fc.array(part), fc.integer({ min: 1, max: 40 }), (parts, size) => {
      const cut = [...packets(parts, size)].map((pieces) => Buffer.concat(pieces));
      expect(Buffer.concat(cut).equals(Buffer.concat(parts))).toBe(true);
      expect(cut.slice(0, -1).every((packet) => packet.length === size)).toBe(true);
      expect(cut.every((packet) => packet.length > 0 && packet.length <= size)).toBe(true);
    }),
  );
});
