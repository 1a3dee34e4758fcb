import { closeSync, openSync, readSync } from 'node:fs';

/** Sizes in bytes and offsets of https://www.sqlite.org/fileformat2.html#the_write_ahead_log. */
const HEADER = 32;
const FRAME_HEADER = 24;

interface Sums {
  first: number;
  second: number;
}

interface LogHeader {
  readonly pageSize: number;
  readonly bigEndian: boolean;
  /** Two random numbers that every frame of this log repeats. */
  readonly salts: Buffer;
  readonly sums: Sums;
}

/**
 * Whether a write-ahead log left by a crash lost transactions that had been completed. SQLite reads a log up to the first frame
 * with a wrong checksum and takes the rest for a transaction the crash cut short. That is right for the last one; but a
 * completed transaction behind the wrong frame proves that the file was changed since, and to go on would forget what was copied.
 */
export function isLogDamaged(log: string): boolean {
  const fd = openSync(log, 'r');
  try {
    const bytes = Buffer.alloc(HEADER);
    if (readSync(fd, bytes, 0, HEADER, 0) < HEADER) return false;
    const header = parseHeader(bytes);
    return header === null ? true : lostCommits(fd, header) > 1;
  } finally {
    closeSync(fd);
  }
}

function parseHeader(bytes: Buffer): LogHeader | null {
  const magic = bytes.readUInt32BE(0);
  const bigEndian = magic === 0x377f0683;
  if (!bigEndian && magic !== 0x377f0682) return null;
  const sums = { first: 0, second: 0 };
  addTo(sums, bytes.subarray(0, 24), bigEndian);
  if (!matches(sums, bytes, 24)) return null;
  return { pageSize: bytes.readUInt32BE(8), bigEndian, salts: bytes.subarray(16, 24), sums };
}

/** Frames that end a transaction of this log, from the first frame with a wrong checksum on. */
function lostCommits(fd: number, { pageSize, bigEndian, salts, sums }: LogHeader): number {
  const frame = Buffer.alloc(FRAME_HEADER + pageSize);
  let intact = true;
  let lost = 0;
  for (let at = HEADER; readSync(fd, frame, 0, frame.length, at) === frame.length; at += frame.length) {
    const ofThisLog = frame.subarray(8, 16).equals(salts);
    if (intact) {
      addTo(sums, frame.subarray(0, 8), bigEndian);
      addTo(sums, frame.subarray(FRAME_HEADER), bigEndian);
      intact = ofThisLog && matches(sums, frame, 16);
    }
    const endsTransaction = frame.readUInt32BE(4) !== 0;
    if (!intact && ofThisLog && endsTransaction) lost++;
  }
  return lost;
}

function addTo(sums: Sums, bytes: Buffer, bigEndian: boolean): void {
  let { first, second } = sums;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + view.getUint32(at, !bigEndian) + second) >>> 0;
    second = (second + view.getUint32(at + 4, !bigEndian) + first) >>> 0;
  }
  sums.first = first;
  sums.second = second;
}

function matches(sums: Sums, bytes: Buffer, at: number): boolean {
  return bytes.readUInt32BE(at) === sums.first && bytes.readUInt32BE(at + 4) === sums.second;
}
