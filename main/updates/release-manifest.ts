/** What a release is made of, as its authors signed it. */
export interface ReleaseManifest {
  readonly version: string;
  /** What is new, in lines of plain text. */
  readonly notes: readonly string[];
  readonly files: readonly ReleaseFile[];
}

/** One file of a release. */
export interface ReleaseFile {
  /** Plain: no folder. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-512, in lower-case hexadecimal digits. */
  readonly sha512: string;
}

/** The name of the manifest beside the files of a release. Its signature has `.sig` at its end. */
export function manifestName(version: string): string {
  return `homing-${version}.manifest`;
}

/** Longer is none of ours. */
export const longestManifest = 64 * 1024;

const head = ['# Homing release manifest, format 1', '# product: org.homing.app'];
const versionLine = /^# version: (\S{1,40})$/u;
const noteLine = /^# note: (.{1,400})$/u;
const sizeLine = /^# size: (\d{1,12}) {2}(\S+)$/u;
const hashLine = /^([\da-f]{128}) {2}(\S+)$/u;
const plainName = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,120}$/u;

/** Whether a name is one of a file and leads nowhere else. */
export function isPlainName(name: string): boolean {
  return plainName.test(name) && !name.includes('..');
}

/** Writes a manifest. A person can check files against it with `sha512sum --check`, to which lines that begin with # mean nothing. */
export function writeManifest({ version, notes, files }: ReleaseManifest): string {
  const lines = files.flatMap(({ name, size, sha512 }) => [`# size: ${String(size)}  ${name}`, `${sha512}  ${name}`]);
  return `${[...head, `# version: ${version}`, ...notes.map((note) => `# note: ${note}`), ...lines].join('\n')}\n`;
}

/**
 * Reads a manifest whose signature was found to be right. Strict: what it does not know could mean something to a later version, so it
 * refuses. @returns null when it is none
 */
export function readManifest(text: string): ReleaseManifest | null {
  if (text.length > longestManifest || !text.endsWith('\n')) return null;
  const [first, second, third = '', ...rest] = text.slice(0, -1).split('\n');
  const version = versionLine.exec(third)?.[1];
  if (first !== head[0] || second !== head[1] || version === undefined) return null;
  const firstFile = rest.findIndex((line) => !noteLine.test(line));
  const notes = rest.slice(0, firstFile === -1 ? rest.length : firstFile);
  const files = readFiles(rest.slice(notes.length));
  if (files === null) return null;
  return { version, notes: notes.map((line) => noteLine.exec(line)?.[1] ?? ''), files };
}

/** Two lines for each file. */
function readFiles(lines: readonly string[]): readonly ReleaseFile[] | null {
  const files = new Map<string, ReleaseFile>();
  for (let at = 0; at < lines.length; at += 2) {
    const [, size, name = ''] = sizeLine.exec(lines[at] ?? '') ?? [];
    const [, sha512, same] = hashLine.exec(lines[at + 1] ?? '') ?? [];
    if (size === undefined || sha512 === undefined || same !== name) return null;
    if (!isPlainName(name) || files.has(name)) return null;
    files.set(name, { name, size: Number(size), sha512 });
  }
  return files.size === 0 ? null : [...files.values()];
}
