import { IntlMessageFormat } from 'intl-messageformat';
import { catalogue, type Language, type MessageId } from '../../shared/messages/catalogue.ts';

/** A text of the menu, the tray, a dialog or a notification. No value is ever something a server said. */
export type NativeText = (id: NativeTextId, values?: Readonly<Record<string, number>>) => string;

/** The texts outside of the page. */
export type NativeTextId = Extract<MessageId, `native.${string}`>;

/** Texts in one language, from the same catalogue as the page's. */
export function nativeTexts(language: Language): NativeText {
  const messages = catalogue[language];
  const formats = new Map<NativeTextId, IntlMessageFormat>();
  return (id, values = {}) => {
    const format = formats.get(id) ?? new IntlMessageFormat(messages[id], language);
    formats.set(id, format);
    return String(format.format(values));
  };
}
