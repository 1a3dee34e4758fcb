import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarEntry, type Reminder } from '../../main/electron/calendar-entry.ts';

const reminder: Reminder = {
  title: 'Old mailbox; may be closed',
  text: 'First look once more,\nthen close it.\\',
  at: new Date(2027, 4, 3, 15, 30).getTime(),
  uid: 'abc@homing.invalid',
  now: Date.UTC(2026, 10, 21, 9, 5, 7, 123),
};

/** Reads an entry back as RFC 5545 tells a program to: unfold, split at the first colon, undo the escapes. */
function parse(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const line of text
    .replaceAll(/\r\n[ \t]/gu, '')
    .split('\r\n')
    .slice(0, -1)) {
    const [, name = '', value = ''] = /^([^:]*):(.*)$/su.exec(line) ?? [];
    const plain = value.replaceAll(/\\([nN;,\\])/gu, (_whole, sign: string) =>
      sign.toLowerCase() === 'n' ? '\n' : sign,
    );
    found.set(name, [...(found.get(name) ?? []), plain]);
  }
  return found;
}

test('a calendar reads what was meant', () => {
  const entry = calendarEntry(reminder);
  expect(entry.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true);
  expect(entry.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true);
  const read = parse(entry);
  expect(read.get('SUMMARY')).toEqual([reminder.title]);
  expect(read.get('DESCRIPTION')).toEqual([reminder.text, reminder.title]);
  expect(read.get('DTSTART;VALUE=DATE')).toEqual(['20270503']);
  expect(read.get('DTSTAMP')).toEqual(['20261121T090507Z']);
  expect(read.get('BEGIN')).toEqual(['VCALENDAR', 'VEVENT', 'VALARM']);
  expect(read.get('END')).toEqual(['VALARM', 'VEVENT', 'VCALENDAR']);
  for (const name of ['UID', 'PRODID', 'TRIGGER', 'ACTION']) expect(read.get(name), name).toHaveLength(1);
});

test('any words stay words: no line longer than 75 octets, no property of their own', () => {
  const words = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\r', '\n', ';', ',', '\\', ':', '"', 'é', '🕊️', 'BEGIN'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
    maxLength: 300,
  });
  fc.assert(
    fc.property(words, words, (title, text) => {
      const entry = calendarEntry({ ...reminder, title, text });
      const lines = entry.split('\r\n');
      for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      // Neither a lone CR or LF, nor another control character but TAB.
      expect(entry.replaceAll('\r\n', '')).not.toMatch(/[^\P{Cc}\t]/u);
      // Every line was broken between characters: it is valid UTF-8 by itself.
      for (const line of lines) expect(Buffer.from(line).toString()).toBe(line);
      const read = parse(entry);
      expect([...read.keys()]).toEqual([...parse(calendarEntry(reminder)).keys()]);
      const [back = ''] = read.get('SUMMARY') ?? [];
      const meant = title.replaceAll(/\r\n?|[\u0085\u2028\u2029]/gu, '\n').replaceAll(/[^\P{Cc}\n\t]|\p{Cs}/gu, '');
      expect(back).toBe(meant);
    }),
    { numRuns: 500 },
  );
});
