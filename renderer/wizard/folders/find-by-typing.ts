/**
 * Finds the row whose label begins with what was typed, as file lists do: one letter goes to the next such row, more letters stay where
 * they fit, and after the last row comes the first.
 * @param current index of the row that has the focus
 * @returns its index, or null where none fits
 */
export function findByTyping(labels: readonly string[], current: number, typed: string): number | null {
  const wanted = typed.toLocaleLowerCase();
  // The same letter again and again means "the next one", too.
  const same = [...wanted].every((character) => character === wanted[0]);
  const prefix = same ? wanted.slice(0, 1) : wanted;
  const from = same ? current + 1 : current;
  for (let step = 0; step < labels.length; step += 1) {
    const index = (from + step) % labels.length;
    if (labels[index]?.toLocaleLowerCase().startsWith(prefix)) return index;
  }
  return null;
}
