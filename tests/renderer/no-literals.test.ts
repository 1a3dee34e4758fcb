import { expect, test } from 'vitest';
import { lineOf, parseFiles, parseText, walk, type ParsedFile, type SyntaxNode } from './support/source-tree.ts';

const files = parseFiles('renderer/**/*.tsx');
const hasLetters = (value: unknown): value is string => typeof value === 'string' && /\p{L}/u.test(value);

/** Attributes that people read or hear. */
const spoken = new Set([
  ...['label', 'title', 'alt', 'placeholder', 'summary', 'description', 'text', 'cancelLabel', 'error', 'lead'],
  ...['aria-label', 'aria-description', 'aria-valuetext', 'aria-roledescription', 'aria-placeholder'],
]);

/** The text that stands in the source instead of in the messages, if this node is such. */
function literalText(node: SyntaxNode, parent: SyntaxNode | null): string | null {
  if (node.type === 'JSXText' && hasLetters(node['value'])) return node['value'];
  if (node.type === 'JSXExpressionContainer' && parent?.type !== 'JSXAttribute') return stringOf(node['expression']);
  if (node.type !== 'JSXAttribute') return null;
  const { name } = node['name'] as { readonly name: unknown };
  if (typeof name !== 'string' || !spoken.has(name)) return null;
  const value = node['value'] as SyntaxNode | null;
  return stringOf(value?.type === 'JSXExpressionContainer' ? value['expression'] : value);
}

function stringOf(expression: unknown): string | null {
  const node = expression as SyntaxNode | null;
  if (node?.type === 'Literal' && hasLetters(node['value'])) return node['value'];
  if (node?.type !== 'TemplateLiteral') return null;
  const pieces = node['quasis'] as readonly { readonly value: { readonly cooked: string } }[];
  return pieces.map(({ value }) => value.cooked).find(hasLetters) ?? null;
}

function literalsOf(parsed: ParsedFile): string[] {
  return [...walk(parsed.tree)].flatMap(({ node, parent }) => {
    const text = literalText(node, parent);
    return text === null ? [] : [`${parsed.file}:${String(lineOf(parsed, node))} ${text.trim()}`];
  });
}

test('every word on the screen comes from the messages', () => {
  expect(files.length).toBeGreaterThan(40);
  expect(files.flatMap(literalsOf)).toEqual([]);
});

test('a word in the source would be found, and nothing else', () => {
  const sample = parseText(
    'sample.tsx',
    `const sample = (
       <div className="fine" dir="ltr">
         Words
         {'in braces'}
         {\`in a template \${count}\`}
         <span aria-label="a label" title={'a title'} id="fine">{count} · {'–'}</span>
       </div>
     );`,
  );
  expect(literalsOf(sample)).toEqual([
    'sample.tsx:2 Words',
    'sample.tsx:4 in braces',
    'sample.tsx:5 in a template',
    'sample.tsx:6 a label',
    'sample.tsx:6 a title',
  ]);
});
