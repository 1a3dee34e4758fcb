/** Saves one move after the other into the book named on the command line, and says each once it is saved: `saved 7`. */
import { writeSync } from 'node:fs';
import { openMoveBook } from '../../../main/journal/book/open-move-book.ts';

const { book } = openMoveBook(process.argv[2] ?? '');
const first = book.moves().length;
writeSync(1, 'ready\n');
for (let number = first; ; number++) {
  book.saveMove(`m${String(number).padStart(6, '0')}`, JSON.stringify({ number, filler: 'x'.repeat(500) }));
  writeSync(1, `saved ${String(number)}\n`);
}
