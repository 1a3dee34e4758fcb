import type { CheckLine } from '../../../shared/ipc/checks-view.ts';
import type { Quantities } from '../../language/quantities.ts';

/** What a check's sentence is filled with. */
export type CheckValues = Readonly<Record<string, string | number>>;

/** What sentences count with: there even where a check told nothing, since a sentence cannot do without. */
const counts = ['count', 'messages', 'mailboxes', 'shown', 'ms'] as const;
const amounts = ['bytes', 'freeBytes', 'missingBytes', 'limitBytes'] as const;

/**
 * Turns what a check found into what its sentence is filled with: amounts of bytes as text of the person's language, counts as numbers,
 * and for what may not be known a word that chooses the sentence.
 * @param notTold what stands for an amount nobody told
 */
export function checkValues(
  { values }: Pick<CheckLine, 'values'>,
  quantities: Quantities,
  notTold: string,
): CheckValues {
  const amount = (name: string): string => {
    const value = values[name];
    return typeof value === 'number' ? quantities.bytes(Math.max(0, value)) : notTold;
  };
  const text = (name: string): string => {
    const value = values[name];
    return typeof value === 'number' ? quantities.number(value) : (value ?? notTold);
  };
  const number = (name: string): number => {
    const value = values[name];
    return typeof value === 'number' ? value : 0;
  };
  const has = (name: string): 'yes' | 'no' => (typeof values[name] === 'number' ? 'yes' : 'no');
  return {
    ...Object.fromEntries(counts.map((name) => [name, number(name)])),
    ...Object.fromEntries(amounts.map((name) => [name, amount(name)])),
    host: text('host'),
    domain: text('domain'),
    name: text('name'),
    receiver: text('receiver'),
    source: text('source'),
    destination: text('destination'),
    limitText: text('limit'),
    allText: text('all'),
    limitBy: typeof values['limitProvider'] === 'string' ? 'provider' : 'server',
    limitProvider: text('limitProvider'),
    limitSource: text('limitSource'),
    hasBytes: has('bytes'),
    hasLimit: has('limit'),
    hasAll: has('all'),
    known: has('limitBytes') === 'no' ? 'nothing' : has('count') === 'yes' ? 'counted' : 'limit',
  };
}
