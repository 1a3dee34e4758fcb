import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printOf, PrintSink, type BodyPrint } from '../../../main/engine/copy/body-print.ts';

/** Octets in which everything that counts is frequent. */
const octets = fc
  .array(
    fc.constantFrom('\r', '\n', '\r\n', '\0', '\x80', '\xe9', 'a', 'Subject: x', 'Message-ID: <1@x>', '\r\n\r\n'),
    {
      maxLength: 40,
    },
  )
  .map((parts) => Buffer.from(parts.join(''), 'latin1'));

function passed(body: Buffer, cuts: readonly number[]): BodyPrint | null {
  const prints: BodyPrint[] = [];
  const sink = new PrintSink((print) => prints.push(print));
  const ends = [...new Set([0, ...cuts.map((cut) => cut % (body.length + 1)), body.length])].toSorted((a, b) => a - b);
  for (const [index, end] of ends.entries()) sink.write(body.subarray(ends[index - 1] ?? 0, end));
  sink.end();
  return prints[0] ?? null;
}

test('a message that goes by in pieces has the print of the whole one, wherever it is cut', () => {
  fc.assert(
    fc.property(octets, fc.array(fc.nat(), { maxLength: 8 }), (body, cuts) => {
      const whole = printOf(body);
      const print = passed(body, cuts);
      expect(print?.length).toBe(body.length);
      expect(print?.exact()).toEqual(whole.exact());
      expect(print?.loose()).toEqual(whole.loose());
      expect(print?.fingerprint()).toEqual(whole.fingerprint());
    }),
  );
});

test('the loose digest counts what it should, and no more, in any number of pieces', () => {
  /** As it is told in the comment of looseDigestOf, in the plainest way. */
  const told = (body: Buffer): string => {
    const lines = body.toString('latin1').replaceAll('\r', '').replaceAll('\0', '\x80').replace(/\n+$/, '').split('\n');
    const end = lines.indexOf('');
    return lines.map((line, at) => (end < 0 || at < end ? line.replaceAll(/[\x80-\xff]/g, 'X') : line)).join('\n');
  };
  fc.assert(
    fc.property(octets, octets, (one, other) => {
      expect(printOf(one).loose().equals(printOf(other).loose())).toBe(told(one) === told(other));
      expect(passed(one, [3, 7])?.loose().equals(printOf(other).loose())).toBe(told(one) === told(other));
    }),
  );
});
