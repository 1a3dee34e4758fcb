/**
 * Cuts and gathers buffers to packets of `size` bytes (the last may be pieceser), so that neither many pieces writes nor one that
 * is never seen to make progress reach the socket. Nothing is copied: a packet is the list of its pieces.
 */
export function* packets(parts: readonly Buffer[], size: number): Generator<Buffer[]> {
  let pieces: Buffer[] = [];
  let gathered = 0;
  for (const part of parts) {
    for (let at = 0; at < part.length;) {
      const piece = part.subarray(at, at + size - gathered);
      at += piece.length;
      gathered += piece.length;
      pieces.push(piece);
      if (gathered === size) {
        yield pieces;
        pieces = [];
        gathered = 0;
      }
    }
  }
  if (gathered > 0) yield pieces;
}
