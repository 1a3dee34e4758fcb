/** @typedef {ReadonlyMap<number, Buffer>} Pictures PNGs by their pixels a side */

const icoSides = [16, 24, 32, 48, 64, 128, 256];

/**
 * An icon file of Windows that holds PNGs, as Windows knows them since Vista.
 * @param {Pictures} pictures
 */
export function icoFile(pictures) {
  const images = icoSides.map((side) => ({ side, png: mustHave(pictures, side) }));
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2); // an icon, not a cursor
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, { side, png }] of images.entries()) {
    const entry = 6 + 16 * index;
    header.writeUInt8(side % 256, entry); // 0 stands for 256
    header.writeUInt8(side % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4); // colour planes
    header.writeUInt16LE(32, entry + 6); // bits a pixel
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

/** Types of macOS that hold PNGs; those at the end are for dense screens: half as many points, the same pixels. */
const icnsTypes = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]);

/**
 * An icon file of macOS.
 * @param {Pictures} pictures
 */
export function icnsFile(pictures) {
  const parts = icnsTypes.map(([type, side]) => block(type, mustHave(pictures, side)));
  return block('icns', Buffer.concat(parts));
}

/**
 * @param {string} type four letters
 * @param {Buffer} content
 */
function block(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(head.length + content.length, 4);
  return Buffer.concat([head, content]);
}

/**
 * @param {Pictures} pictures
 * @param {number} side
 */
function mustHave(pictures, side) {
  const png = pictures.get(side);
  if (!png) throw new Error(`no picture of ${side} pixels`);
  return png;
}
