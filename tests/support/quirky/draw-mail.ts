import type { Draw } from './draw.ts';
import { drawLetters, letter } from './letters.ts';
import type { Letter } from './mailbox.ts';
import type { Filling, WorldPlan } from './world.ts';

const NAMES = ['Sent', 'Archive', 'Work', 'Work/Projects', 'Entw&APw-rfe', 'Tom &- Jerry', 'Lists'];

/** An account with what makes counting hard, and what of it the destination holds before. */
export function drawMail(draw: Draw): Pick<WorldPlan, 'fillings' | 'there'> {
  const names = ['INBOX', ...draw.some(NAMES, draw.between(0, 4))];
  const fillings = names.map((name, index): Filling => {
    const count = draw.chance(0.1) ? 0 : draw.between(1, draw.chance(0.2) ? 25 : 10);
    const attributes = name === 'Sent' ? [String.raw`\Sent`] : [];
    return { name, attributes, letters: drawLetters(draw, 1 + index * 1_000, count) };
  });
  const there = new Map<string, readonly Letter[]>();
  for (const { name, letters } of draw.chance(0.4) ? fillings : []) {
    if (draw.chance(0.4)) continue;
    const others = Array.from({ length: draw.between(0, 3) }, (_, number) => letter(700_000 + number));
    const twice = draw.chance(0.2) ? letters.slice(0, 1) : [];
    there.set(name, draw.shuffled([...draw.some(letters, draw.between(0, letters.length)), ...twice, ...others]));
  }
  return { fillings, there };
}
