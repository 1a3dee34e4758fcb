import { textOf } from './command.ts';
import { AT_SOURCE, BOTH, inGroup, type Kind, type Stage } from './kind.ts';
import type { Quirk } from './quirk.ts';
import type { Response } from './response.ts';

const inList = inGroup('list');

/** Answers of LIST are followed by others, or changed; `* LIST` and `* LSUB` alike. */
function lines(words: string, change: (response: Response, line: string) => Response): () => Quirk {
  return () => ({
    words,
    wire: (response) => {
      const [first] = response;
      return typeof first === 'string' && /^\* L(?:IST|SUB) /.test(first) ? change(response, first) : response;
    },
  });
}

/** A name that is listed, and nothing else. */
function ghost({ draw }: Stage): Quirk {
  const name = draw.pick(['Ghost', 'Work/Ghost', 'Public Folders']);
  return {
    words: `${name} is listed and is not there`,
    more: ({ command }) =>
      command.name === 'LIST' && textOf(command.args[1]) !== ''
        ? [[String.raw`* LIST (\HasNoChildren) "/" "${name}"`]]
        : [],
  };
}

/** What LIST tells beside names. */
export const listKinds: readonly Kind[] = [
  // Servers without a hierarchy.
  inList(
    'LIST with NIL as delimiter',
    AT_SOURCE,
    'all',
    lines('the delimiter is NIL', (response, line) => [line.replace(' "/" ', ' NIL '), ...response.slice(1)]),
  ),
  // Clusters that ask two nodes.
  inList(
    'each mailbox listed twice',
    BOTH,
    'all',
    lines('each mailbox is listed twice', (response) => [...response, '\r\n', ...response]),
  ),
  // Exchange's public folders, and what was deleted a moment ago.
  inList('a mailbox that is listed and not there', BOTH, 'named', ghost),
  // Attributes of no RFC, in any case.
  inList(
    'LIST with unknown attributes',
    BOTH,
    'all',
    lines('unknown attributes', (response, line) => [
      line.replace('(', String.raw`(\XNotOfAnyRfc \hasnochildren `),
      ...response.slice(1),
    ]),
  ),
  // Gateways that do not know what they offer.
  inList('LIST with RETURN refused', BOTH, 'all', () => ({
    words: 'LIST with RETURN is refused, though it is offered',
    capabilities: (offered) => [...new Set([...offered, 'LIST-EXTENDED', 'LIST-STATUS'])],
    instead: ({ command }) =>
      command.name === 'LIST' && command.args.length > 2 ? { answer: 'BAD unexpected arguments' } : null,
  })),
  inList('LSUB refused', BOTH, 'all', () => ({
    words: 'LSUB is refused',
    capabilities: (offered) => offered.filter((one) => one !== 'LIST-EXTENDED'),
    instead: ({ command }) => (command.name === 'LSUB' ? { answer: 'NO not supported' } : null),
  })),
];
