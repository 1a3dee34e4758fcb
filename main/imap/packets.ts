/**
 * Cuts and joins buffers to packets of `size` bytes (the last may be smaller), so that neither many small writes nor one that
 * is never seen to make progress reach the socket. Large parts are not copied.
 */
export function* packets(parts: readonly Buffer[], size: number): Generator<Buffer> {
  let small: Buffer[] = [];
  let gathered = 0;
  for (const part of parts) {
    for (let at = 0; at < part.length;) {
      const piece = part.subarray(at, at + size - gathered);
      at += piece.length;
      gathered += piece.length;
      small.push(piece);
      if (gathered === size) {
        yield joined(small);
        small = [];
        gathered = 0;
      }
    }
  }
  if (gathered > 0) yield joined(small);
}

function joined(pieces: readonly Buffer[]): Buffer {
  const [first] = pieces;
  return pieces.length === 1 && first ? first : Buffer.concat(pieces);
}
