import type { ContentHabit, Foreseen } from '../../shared/model/foreseen.ts';
import { messagesText } from '../../shared/quantity-text.ts';

const habits: Readonly<Record<ContentHabit, string>> = {
  'cr-cr-lf-shortened': 'doubled or stray line ends are mended',
  'bare-cr-dropped': 'stray carriage returns are left out',
  'final-newline-added': 'a missing line end at the very end is added',
  '8-bit-header-replaced': 'unencoded letters beyond ASCII in a header become X',
  'broken-header-refused': 'messages with broken headers are refused',
  'bare-lf-refused': 'messages with bare line feeds are refused',
  'nul-refused': 'messages with NUL characters are refused',
  'long-line-refused': 'messages with lines over 10,239 bytes are refused',
};

/** What the new server is known not to keep as it is. One sentence each; none for a server that keeps everything. */
export function foreseenLines({ dates, content }: Foreseen): readonly string[] {
  const lines: string[] = [];
  if (dates.length > 0) lines.push(`The new server will not keep the arrival date of ${messagesText(dates.length)}.`);
  if (content.length > 0) {
    const known = content.map((habit) => habits[habit]).join('; ');
    lines.push(`Known of servers like the new one: ${known}. Which messages that concerns is seen when they are read.`);
  }
  return lines;
}
