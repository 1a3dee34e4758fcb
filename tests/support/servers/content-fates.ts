import type { ContentHabit } from '../../../shared/model/foreseen.ts';

/** What becomes of a message's bytes. */
export type Fate = 'kept' | 'altered' | 'refused';

type Judge = (text: string) => boolean;

/** The header of a message: all of it where there is no empty line. One character per byte. */
function headerOf(text: string): string {
  if (text.startsWith('\r\n')) return '';
  const end = text.indexOf('\r\n\r\n');
  return end < 0 ? text : text.slice(0, end);
}

/** A field, a line that goes on, or what mbox files begin with. */
const fieldLine = /^(?:[!-9;-~\x80-\xff]+:|[ \t]|From )/;

function hasBrokenHeader(text: string): boolean {
  const header = headerOf(text);
  return (
    header !== '' &&
    header
      .replace(/\r\n$/, '')
      .split('\r\n')
      .some((line) => !fieldLine.test(line))
  );
}

/** The messages each habit is about, in the tests' own words; apart from the product, which only tells the habit. */
const judges: Readonly<Record<ContentHabit, readonly [Judge, Exclude<Fate, 'kept'>]>> = {
  'cr-cr-lf-shortened': [(text) => text.includes('\r\r\n') || text.endsWith('\r'), 'altered'],
  'bare-cr-dropped': [(text) => /\r(?!\n)/.test(text), 'altered'],
  'final-newline-added': [(text) => !text.endsWith('\n'), 'altered'],
  '8-bit-header-replaced': [(text) => /[\x80-\xff]/.test(headerOf(text)), 'altered'],
  'broken-header-refused': [hasBrokenHeader, 'refused'],
  'bare-lf-refused': [(text) => /(?:^|[^\r])\n/.test(text), 'refused'],
  'nul-refused': [(text) => text.includes('\0'), 'refused'],
  'long-line-refused': [(text) => text.split('\r\n').some((line) => line.length > 10_239), 'refused'],
};

/** What a server with these habits makes of a message. */
export function fateOf(body: Buffer, habits: readonly ContentHabit[]): Fate {
  const text = body.toString('latin1');
  const fates = habits.flatMap((habit) => (judges[habit][0](text) ? [judges[habit][1]] : []));
  return fates.includes('refused') ? 'refused' : fates.includes('altered') ? 'altered' : 'kept';
}
