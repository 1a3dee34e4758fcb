import { IntlMessageFormat } from 'intl-messageformat';
import { catalogue, type Language, type MessageId } from '../../../shared/messages/catalogue.ts';

/** What the window says for a message, as plain text. */
export type Say = (id: MessageId, values?: Readonly<Record<string, string | number>>) => string;

const inner = (parts: readonly unknown[]): string => parts.join('');
/** Marks for the look only. */
const tags = { b: inner, c: inner, count: inner, colon: inner, name: inner };

/** The words of one language, so that the same walk can be taken in each. */
export function wordsOf(language: Language): Say {
  return (id, values = {}) => {
    const format = new IntlMessageFormat(catalogue[language][id], language);
    const text: unknown = format.format<string>({ ...tags, ...values });
    return Array.isArray(text) ? text.join('') : String(text);
  };
}
