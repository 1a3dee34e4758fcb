import fc from 'fast-check';
import { requests } from '../../shared/ipc/contract.ts';
import type { RequestName } from '../../shared/ipc/channels.ts';

/** Names and values the contract knows, so that payloads come close to being right. */
const keys = [
  'move',
  'step',
  'side',
  'url',
  'typed',
  'address',
  'secret',
  'language',
  'theme',
  'onClose',
  'place',
].concat(
  [
    'check',
    'yes',
    'choices',
    'options',
    'format',
    'messages',
    'source',
    'uid',
    'item',
    'title',
    'text',
    'at',
    'depth',
    'bodies',
  ],
  ['__proto__', 'constructor', 'prototype', 'toString', 'then'],
);
const values: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    'a'.repeat(16),
    'checks',
    'source',
    'https://posteo.de/',
    'fr',
    'html',
    true,
    1,
    null,
    [],
    {},
  ),
  fc.constantFrom<unknown>(
    '../../etc/passwd',
    '\0',
    '\r\nA1 LOGIN x y',
    '=cmd',
    "' OR 1=1 --",
    -1,
    1e308,
    0.5,
    2 ** 53,
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const close = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...keys), values), { maxLength: 5, selector: ([key]) => key })
  // JSON.parse makes an own property of "__proto__", as nothing else does.
  .map((entries) => `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`);
const any = fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }).map((value) => JSON.stringify(value));
const large = fc
  .tuple(fc.constantFrom(...keys), fc.integer({ min: 500, max: 3000 }), fc.boolean())
  .map(([key, size, isText]) => `{"${key}":${isText ? JSON.stringify('x'.repeat(size)) : `[${'0,'.repeat(size)}0]`}}`);
const deep = fc.integer({ min: 50, max: 500 }).map((depth) => `${'[['.repeat(depth)}${']]'.repeat(depth)}`);

const payloads = fc.oneof(
  { weight: 60, arbitrary: close },
  { weight: 35, arbitrary: any },
  { weight: 4, arbitrary: deep },
  { weight: 1, arbitrary: large },
);

/** Payloads as JSON. The same seed gives the same ones. */
export function hostilePayloads(count: number, seed: number): readonly string[] {
  return fc.sample(payloads, { numRuns: count, seed });
}

/** Those that the contract does not allow for this request. */
export function unknownTo(name: RequestName, all: readonly string[]): readonly string[] {
  const isKnown = (value: unknown): boolean => requests[name].input.safeParse(value).success;
  return all.filter((json) => !isKnown(JSON.parse(json)) && !isKnown(asBridged(json)));
}

/** As it comes out of Electron's bridge, which leaves "__proto__" behind. */
function asBridged(json: string): unknown {
  return JSON.parse(json, (key, value: unknown) => (key === '__proto__' ? undefined : value));
}
