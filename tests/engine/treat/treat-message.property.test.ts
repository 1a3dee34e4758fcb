import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFlaw } from '../../../main/engine/treat/find-flaw.ts';
import { repairMessage } from '../../../main/engine/treat/repair-message.ts';
import { wrapMessage } from '../../../main/engine/treat/wrap-message.ts';

const pieces = fc.oneof(
  fc.constantFrom('\r\n', '\n', '\r', '\0', ' ', '\t', ':', 'Subject: ', 'From ', 'From: ada@example.org', '\r\n\r\n'),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('x'.repeat(1_200), 'word '.repeat(300), 'é'.repeat(700), `X-Long: ${'a b '.repeat(400)}`),
);
/** Anything a broken program may have written, octets beyond UTF-8 included. */
const messages = fc
  .tuple(fc.array(pieces, { maxLength: 25 }), fc.uint8Array({ maxLength: 20 }))
  .map(([parts, octets]) => Buffer.concat([Buffer.from(parts.join('')), Buffer.from(octets)]));

/** A line of the header without a space cannot be folded. */
const hasUnfoldable = (message: Buffer): boolean => /[^\s]{900,}/u.test(message.toString('latin1'));

describe('whatever the message', () => {
  it('a repaired one has no flaw that is known, and nothing is left to repair', () => {
    fc.assert(
      fc.property(messages, (message) => {
        fc.pre(!hasUnfoldable(message));
        const repaired = repairMessage(message);
        expect(findFlaw(repaired ?? message, false)).toBe('other');
        if (repaired) expect(repairMessage(repaired)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('a repair leaves every word of the body where it was', () => {
    fc.assert(
      fc.property(messages, (body) => {
        const message = Buffer.concat([Buffer.from('Subject: kept\r\n\r\n'), body]);
        const words = (text: Buffer): string => text.toString('latin1').replace(/[\0\s]+/gu, '');
        expect(words(repairMessage(message) ?? message)).toBe(words(message));
      }),
      { numRuns: 300 },
    );
  });

  it('a wrapped one has no flaw that is known, and the original in it', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const wrapped = wrapMessage(message);
        expect(findFlaw(wrapped, false)).toBe('other');
        expect(attachmentOf(wrapped)).toEqual(message);
        expect(wrapped.toString('latin1')).toContain(
          `X-Homing-Original-SHA256: ${createHash('sha256').update(message).digest('hex')}\r\n`,
        );
        expect(wrapMessage(message)).toEqual(wrapped);
      }),
      { numRuns: 500 },
    );
  });
});

/** Read as any mail program would: the last part of the multipart, decoded. */
function attachmentOf(wrapped: Buffer): Buffer {
  const text = wrapped.toString('latin1');
  const boundary = /boundary="([^"]+)"/u.exec(text)?.[1] ?? '';
  const part = text.split(`--${boundary}`)[2] ?? '';
  expect(part).toContain('filename="original.eml"');
  return Buffer.from(part.slice(part.indexOf('\r\n\r\n') + 4), 'base64');
}
