import type { Draw } from './draw.ts';
import type { Letter } from './mailbox.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What is special about a letter. */
export interface LetterFacts {
  /** Left out: one of its own. Null: none. */
  readonly messageId?: string | null;
  /** Lines of text. */
  readonly lines?: number;
  readonly flags?: readonly string[];
}

/** An ordinary message; different numbers make different ones. */
export function letter(number: number, { messageId, lines = 1, flags = [] }: LetterFacts = {}): Letter {
  const id = messageId === undefined ? `${String(number)}@old.example` : messageId;
  const header = [
    ...(id === null ? [] : [`Message-ID: <${id}>`]),
    `Date: Wed, 17 Jul 2019 09:${two(number % 60)}:08 +0000`,
    `From: Sender ${String(number)} <sender@old.example>`,
    'To: someone@example.org',
    `Subject: Letter ${String(number)}`,
  ];
  const text = Array.from({ length: lines }, (_, line) => `Line ${String(line)} of letter ${String(number)}.`);
  return {
    body: Buffer.from([...header, '', ...text, ''].join('\r\n')),
    flags,
    internalDate: `${two(1 + (number % 28))}-${MONTHS[number % 12] ?? 'Jan'}-${String(2001 + (number % 20))} 10:${two(number % 60)}:00 +0000`,
  };
}

/** The messages of a mailbox: some of them twice or more, some without a Message-ID, some that share one. */
export function drawLetters(draw: Draw, first: number, count: number): readonly Letter[] {
  const letters: Letter[] = [];
  for (let number = first; letters.length < count; number++) {
    const flags = draw.some([String.raw`\Seen`, String.raw`\Flagged`, '$Forwarded'], draw.between(0, 2));
    const drawn = letter(number, {
      flags,
      lines: draw.chance(0.1) ? draw.between(50, 300) : draw.between(1, 9),
      ...(draw.chance(0.1)
        ? { messageId: null }
        : draw.chance(0.1)
          ? { messageId: `shared-${String(first)}@old.example` }
          : {}),
    });
    const copies = draw.chance(0.12) ? draw.between(2, 3) : 1;
    for (let copy = 0; copy < copies && letters.length < count; copy++)
      letters.push(draw.chance(0.5) ? drawn : { ...drawn, internalDate: letter(number + copy).internalDate });
  }
  return letters;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
