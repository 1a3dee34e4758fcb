import type { Language } from './messages/catalogue.ts';
import type { Newcomers } from './model/newcomers.ts';
import { messagesText } from './quantity-text.ts';
import { sanitizeDisplay } from './sanitize-display.ts';

/** What came into a mailbox meanwhile, told to a person: sentences, null where there is nothing of the kind. */
export interface NewcomersText {
  /** Messages that are there twice, and what to do. */
  readonly doubled: string | null;
  /** All others. */
  readonly others: string | null;
}

interface Words {
  readonly doubled: (messages: string, isOne: boolean, isCounted: boolean) => string;
  readonly others: (messages: string, isOne: boolean) => string;
}

const en: Words = {
  doubled: (messages, isOne, isCounted) =>
    `${isCounted ? '' : 'At least '}${messages} ${isOne ? 'is' : 'are'} there twice: another computer or program brought ${isOne ? 'it' : 'them'}, too, while this move was copying. Nothing is missing. Stop the other copy; then remove one of each in the new mailbox.`,
  others: (messages, isOne) =>
    `${messages} came in from elsewhere since this move began. New mail, for example: this move did not put ${isOne ? 'it' : 'them'} there.`,
};

const fr: Words = {
  doubled: (messages, isOne, isCounted) =>
    `${isCounted ? '' : 'Au moins '}${messages} ${isOne ? 's’y trouve' : 's’y trouvent'} en double : un autre ordinateur ou programme ${isOne ? 'l’a apporté' : 'les a apportés'} aussi pendant la copie. Rien ne manque. Arrêtez l’autre copie, puis supprimez un exemplaire de chacun dans la nouvelle boîte.`,
  others: (messages, isOne) =>
    `${messages} ${isOne ? 'est arrivé' : 'sont arrivés'} d’ailleurs depuis le début de ce déménagement. Du nouveau courrier, par exemple : ce déménagement ne ${isOne ? 'l’y a pas mis' : 'les y a pas mis'}.`,
};

const words: Readonly<Record<Language, Words>> = { en, fr };

/** Tells what came into a mailbox meanwhile. */
export function describeNewcomers(
  { messages, doubled, isCounted }: Newcomers,
  language: Language = 'en',
): NewcomersText {
  const others = messages - doubled;
  const isOne = (count: number): boolean => (language === 'fr' ? count < 2 : count === 1);
  const say = words[language];
  return {
    doubled: doubled === 0 ? null : say.doubled(messagesText(doubled, language), isOne(doubled), isCounted),
    others: others === 0 ? null : say.others(messagesText(others, language), isOne(others)),
  };
}

/** The same as lines of their own, in English. */
export function newcomersLines(newcomers: Newcomers): readonly string[] {
  const { doubled, others } = describeNewcomers(newcomers);
  const name = `${sanitizeDisplay(newcomers.mailbox, 80)} in the new mailbox: `;
  return [doubled, others].flatMap((text) => (text === null ? [] : [`${name}${text}`]));
}
