/*
 * Whether a file carries a signature of its system, by its own bytes rather than by what the build says of itself. Whether the
 * signature is right, only its system can tell: the release workflow asks there.
 */

const peOffsetAt = 0x3c;
const coffHeaderLength = 24;
/** From the optional header's start to its data directories, and which of them lists certificates: Microsoft, "PE Format". */
const directoriesAt = /** @type {Readonly<Record<number, number>>} */ ({ 0x10b: 96, 0x20b: 112 });
const certificateDirectory = 4;

/**
 * Whether a Windows program carries an Authenticode signature.
 * @param {Buffer} program
 */
export function hasAuthenticode(program) {
  if (program.length < peOffsetAt + 4 || program.toString('latin1', 0, 2) !== 'MZ') return false;
  const pe = program.readUInt32LE(peOffsetAt);
  const optional = pe + coffHeaderLength;
  if (program.length < optional + 2 || program.toString('latin1', pe, pe + 4) !== 'PE\0\0') return false;
  const directories = directoriesAt[program.readUInt16LE(optional)];
  if (directories === undefined) return false;
  const entry = optional + directories + certificateDirectory * 8;
  if (program.length < entry + 8) return false;
  const [place, size] = [program.readUInt32LE(entry), program.readUInt32LE(entry + 4)];
  return place > 0 && size > 0 && place + size <= program.length;
}

const ticket = /^[^/]+\.app\/Contents\/CodeResources$/u;

/**
 * Whether the app in a zip carries the ticket that Apple's notarisation gives out and `stapler` puts in. (`_CodeSignature` alone proves
 * nothing: every app on Apple's own processors has one that anybody can make.)
 * @param {Buffer} zip
 */
export function hasNotarisation(zip) {
  return namesInZip(zip).some((name) => ticket.test(name));
}

const entryMark = Buffer.from('PK\x01\x02', 'latin1');
const endMark = Buffer.from('PK\x05\x06', 'latin1');
const entryLength = 46;

/** The names in a zip's central directory. (Not zip64: an app stays below 4 GB and 65,535 files.) @param {Buffer} zip */
function namesInZip(zip) {
  const end = zip.lastIndexOf(endMark);
  /** @type {string[]} */
  const names = [];
  if (end < 0 || end + 22 > zip.length) return names;
  let at = zip.readUInt32LE(end + 16);
  while (at + entryLength <= end && zip.subarray(at, at + 4).equals(entryMark)) {
    const nameLength = zip.readUInt16LE(at + 28);
    names.push(zip.toString('utf8', at + entryLength, at + entryLength + nameLength));
    at += entryLength + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
}
