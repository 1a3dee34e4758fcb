import { dirname, join } from 'node:path/posix';
import { folderRules, type FolderRule } from './folder-rules.ts';

/** A source file by its path from the checkout's top. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One import, resolved: `node:fs`, a package's name, or a path from the checkout's top. */
interface Import {
  readonly target: string;
  readonly specifier: string;
}

const statements =
  /(?:^|[\n;])\s*(?:import|export)\s[^'";]*?from\s*'([^']+)'|(?:^|[\n;])\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'/gu;

/** Every import of a file: static, for effect only, re-exporting, and dynamic. */
export function importsOf({ path, text }: SourceFile): readonly Import[] {
  return [...text.matchAll(statements)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    return { specifier, target: specifier.startsWith('.') ? join(dirname(path), specifier) : packageOf(specifier) };
  });
}

/** `react-dom/client` is of the package react-dom, `@peculiar/x509` of itself. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** What is wrong with a file's imports, in words; empty when nothing is. */
export function wrongImports(file: SourceFile): readonly string[] {
  const rule = folderRules.find(({ of }) => isWithin(file.path, of));
  if (!rule) return [`${file.path} is in no folder of the table`];
  return importsOf(file)
    .filter(({ target }) => !isAllowed(target, rule))
    .map(({ specifier }) => `${file.path} may not import '${specifier}'`);
}

function isAllowed(target: string, { of, may }: FolderRule): boolean {
  return isWithin(target, of) || may.some((allowed) => isWithin(target, allowed));
}

function isWithin(path: string, place: string): boolean {
  return path === place || (/[/:]$/u.test(place) && path.startsWith(place));
}

/** Whether a file only passes on what others export: a barrel. */
export function isBarrel({ text }: SourceFile): boolean {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/gu, '').trim();
  return code !== '' && code.replaceAll(/export\s[^'";]*?from\s*'[^']+';?/gu, '').trim() === '';
}
