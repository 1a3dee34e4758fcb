import en from './en.json' with { type: 'json' };
import french from './fr.json' with { type: 'json' };

/** The name of a message. */
export type MessageId = keyof typeof en;
/** A language with all its messages, in ICU MessageFormat. */
export type Messages = Readonly<Record<MessageId, string>>;

/** Complete, or it does not compile. */
const fr: Messages = french;

/** Every language Homing speaks. */
export const catalogue = { en, fr } as const satisfies Record<string, Messages>;

/** A language Homing speaks. */
export type Language = keyof typeof catalogue;

/** The language for a wish, or for the system's language; English where nothing fits. */
export function chooseLanguage(wish: 'system' | Language, systemLanguage: string): Language {
  if (wish !== 'system') return wish;
  const [primary = ''] = systemLanguage.toLowerCase().split('-');
  return Object.hasOwn(catalogue, primary) ? (primary as Language) : 'en';
}
