import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

const root = join(import.meta.dirname, '../../..');

/** A node of a syntax tree, as ESTree has it. */
export interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A source file with its syntax tree. */
export interface ParsedFile {
  readonly file: string;
  readonly text: string;
  readonly tree: SyntaxNode;
}

/** Parses one text as the file it would be. */
export function parseText(file: string, text: string): ParsedFile {
  const lang = file.endsWith('x') ? 'tsx' : 'ts';
  const { program, errors } = parseSync(file, text, { lang });
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors.map(({ message }) => message).join()}`);
  return { file, text, tree: program as unknown as SyntaxNode };
}

/** Parses TypeScript files, by a pattern from the checkout's root. */
export function parseFiles(pattern: string): readonly ParsedFile[] {
  const files = globSync(pattern, { cwd: root }).toSorted();
  return files.map((file) => parseText(file, readFileSync(join(root, file), 'utf8')));
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** Every node of a tree, with the one it stands in. */
export function* walk(
  node: SyntaxNode,
  parent: SyntaxNode | null = null,
): Generator<{ readonly node: SyntaxNode; readonly parent: SyntaxNode | null }> {
  yield { node, parent };
  for (const child of Object.values(node).flat()) if (isNode(child)) yield* walk(child, node);
}

/** The line a node begins on. */
export function lineOf({ text }: ParsedFile, node: SyntaxNode): number {
  return text.slice(0, node['start'] as number).split('\n').length;
}
