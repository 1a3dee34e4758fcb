import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { catalogue, type Language, type MessageId } from '../../shared/messages/catalogue.ts';
import { parseFiles, walk, type SyntaxNode } from './support/source-tree.ts';

const ids = Object.keys(catalogue.en) as MessageId[];
const languages = Object.keys(catalogue) as Language[];

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** What the tree calls a piece of plain text. */
const textType = new IntlMessageFormat('text', 'en').getAst()[0]?.type;

/** Everything a message is filled with: arguments, tags, and the cases of a select. */
function fillings(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    if (!('value' in element) || !('type' in element)) return [];
    const name = typeof element.value === 'string' ? element.value : '';
    if ('children' in element) return [`<${name}>`, ...fillings(element.children)];
    if ('options' in element) return [name, ...ofOptions(name, element)];
    return element.type === textType ? [] : [name];
  });
}

function ofOptions(name: string, element: Extract<Element, { readonly options: unknown }>): string[] {
  const cases = 'pluralType' in element ? [] : Object.keys(element.options).map((key) => `${name}=${key}`);
  return [...cases, ...Object.values(element.options).flatMap(({ value }) => fillings(value))];
}

const fillingsOf = (language: Language, id: MessageId): string[] => [
  ...new Set(fillings(new IntlMessageFormat(catalogue[language][id], language).getAst())),
];

describe.each(languages)('the messages of %s', (language) => {
  const messages = catalogue[language];

  test('are those of English, filled with the same', () => {
    expect(Object.keys(messages).toSorted()).toEqual(ids.toSorted());
    const different = ids.filter((id) => {
      return fillingsOf(language, id).toSorted().join() !== fillingsOf('en', id).toSorted().join();
    });
    expect(different).toEqual([]);
  });

  test('say something', () => {
    expect(ids.filter((id) => messages[id].trim() === '' || messages[id] !== messages[id].trim())).toEqual([]);
  });

  test('never shout', () => {
    expect(ids.filter((id) => /!|\b(?:oops|oups)\b/iu.test(messages[id]))).toEqual([]);
  });
});

test('English talks nothing down', () => {
  expect(ids.filter((id) => /\b(?:just|simply|invalid|error)\b/iu.test(catalogue.en[id]))).toEqual([]);
});

test('French is set as French is', () => {
  const wrong = ids.filter((id) => {
    const text = catalogue.fr[id];
    // A plain or no space before the high marks, where words stand; straight apostrophes; wrong quotation marks.
    return /[\p{L}\d}>»)] [;:?!»](?!:)|[\p{L}»)][;?!](?!\p{L})|« |\p{L}'\p{L}|"|“|”/u.test(text);
  });
  expect(wrong).toEqual([]);
});

describe('every message', () => {
  const sources = parseFiles('{renderer,main}/**/*.{ts,tsx}');
  const { texts, patterns } = namesIn(sources.map(({ tree }) => tree));

  test('is shown somewhere', () => {
    const unused = ids.filter((id) => !texts.has(id) && !patterns.some((pattern) => pattern.test(id)));
    expect(unused).toEqual([]);
  });
});

/** What may be the name of a message: every text, and every template as a pattern. */
function namesIn(trees: readonly SyntaxNode[]): { readonly texts: Set<unknown>; readonly patterns: RegExp[] } {
  const texts = new Set<unknown>();
  const patterns: RegExp[] = [];
  for (const { node } of trees.flatMap((tree) => [...walk(tree)])) {
    if (node.type === 'Literal') texts.add(node['value']);
    if (node.type !== 'TemplateLiteral') continue;
    const pieces = (node['quasis'] as readonly { readonly value: { readonly cooked: string } }[]).map(
      ({ value }) => value.cooked,
    );
    // Names have an area and a dot before anything is filled in.
    if (/^[a-z]+\./u.test(pieces[0] ?? ''))
      patterns.push(new RegExp(`^${pieces.map((piece) => piece.replaceAll('.', '\\.')).join('.+')}$`, 'u'));
  }
  return { texts, patterns };
}
