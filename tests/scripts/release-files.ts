const optionalHeader = 0x98;

/** The skeleton of a Windows program for 64 bits, with a table of certificates where it is signed. */
export function windowsProgram(isSigned: boolean, salt: string): Buffer {
  const program = Buffer.alloc(0x400);
  program.write('MZ', 0, 'latin1');
  program.writeUInt32LE(0x80, 0x3c);
  program.write('PE\0\0', 0x80, 'latin1');
  program.writeUInt16LE(0x20b, optionalHeader);
  if (isSigned) {
    program.writeUInt32LE(0x300, optionalHeader + 112 + 4 * 8);
    program.writeUInt32LE(0x40, optionalHeader + 112 + 4 * 8 + 4);
  }
  program.write(salt, 0x340, 'utf8');
  return program;
}

/** A zip of empty files. */
export function zipOf(names: readonly string[]): Buffer {
  const entries = names.map((name) => {
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 0, 'latin1');
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    return Buffer.concat([entry, Buffer.from(name)]);
  });
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(names.length, 10);
  return Buffer.concat([...entries, end]);
}
