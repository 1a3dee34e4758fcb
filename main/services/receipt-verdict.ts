import type { Language } from '../../shared/messages/catalogue.ts';
import { doubledIn } from '../../shared/model/newcomers.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import { countText, messagesText } from '../../shared/quantity-text.ts';
import { tallyShortfalls } from '../../shared/tally-shortfalls.ts';

/** A receipt in two sentences. */
export interface Verdict {
  readonly clean: boolean;
  readonly headline: string;
  readonly meaning: string;
}

/** The sentences of one language. Counts are of messages. */
interface Sentences {
  /** @param isCounted whether that is all of them, here and below */
  readonly waiting: (waiting: number, isCounted: boolean) => string;
  readonly waitingMeans: (arrived: number) => string;
  readonly failed: (arrived: number, failed: number, isCounted: boolean) => string;
  readonly failedMeans: string;
  /** Of so many mailboxes nobody knows how many messages are missing, if any. */
  readonly incomplete: (arrived: number, mailboxes: number) => string;
  readonly incompleteMeans: string;
  readonly altered: (arrived: number, altered: number) => string;
  readonly alteredMeans: string;
  readonly doubled: (arrived: number, doubled: number) => string;
  readonly doubledMeans: string;
  readonly all: (arrived: number) => string;
  readonly eachCompared: string;
  readonly someCompared: (verified: number) => string;
  readonly noneCompared: string;
  /** Every whole message was read again. */
  readonly eachRead: string;
  /** @param compared messages read whole, of so many that arrived; `atRandom` of them chosen by chance */
  readonly someRead: (compared: number, arrived: number, atRandom: number) => string;
}

const en: Sentences = {
  waiting: (waiting, isCounted) => {
    if (isCounted) return `${messagesText(waiting)} still to come`;
    return waiting === 0 ? 'There is more to come' : `At least ${messagesText(waiting)} still to come`;
  },
  waitingMeans: (arrived) => `${messagesText(arrived)} arrived so far and are safe. Run the move again to go on.`,
  failed: (arrived, failed, isCounted) =>
    `${messagesText(arrived)} arrived, ${isCounted ? '' : 'at least '}${countText(failed)} did not`,
  failedMeans: 'Those that did not are named below, with the reason. They are still in the old mailbox.',
  incomplete: (arrived, mailboxes) =>
    `${messagesText(arrived)} arrived, but ${mailboxes === 1 ? 'one folder is' : `${countText(mailboxes)} folders are`} not complete`,
  incompleteMeans: 'Below stands which, why, and what you can do. What did not arrive is still in the old mailbox.',
  altered: (arrived, altered) => `All ${messagesText(arrived)} arrived, ${countText(altered)} changed`,
  alteredMeans: 'Some messages are not exactly as they were. They are named below, with what differs.',
  doubled: (arrived, doubled) =>
    `${messagesText(arrived)} arrived, ${countText(doubled)} ${doubled === 1 ? 'is' : 'are'} there twice`,
  doubledMeans: 'Nothing is missing. Another copy brought some messages at the same time; where, stands below.',
  all: (arrived) => `All ${messagesText(arrived)} arrived`,
  eachCompared: 'Each of them was found again at the new server and compared with the old one.',
  someCompared: (verified) =>
    `${countText(verified)} of them were found again at the new server and compared with the old one.`,
  noneCompared: 'The new server confirmed each of them; they were not compared afterwards.',
  eachRead: 'Each of them was read again at the new server and compared with the old one, byte for byte.',
  someRead: (compared, arrived, atRandom) => {
    const chosen =
      atRandom === compared
        ? ', chosen at random'
        : atRandom > 0
          ? `, ${countText(atRandom)} of them chosen at random`
          : '';
    return `${countText(compared)} of ${messagesText(arrived)} compared byte for byte${chosen}.`;
  },
};

const messages = (count: number): string => messagesText(count, 'fr');
const number = (count: number): string => countText(count, 'fr');
const isPlural = (count: number): boolean => count >= 2;

const someFr = (arrived: number): string => `${messages(arrived)} ${isPlural(arrived) ? 'sont arrivés' : 'est arrivé'}`;

const fr: Sentences = {
  waiting: (waiting, isCounted) => {
    if (isCounted) return `${messages(waiting)} encore à venir`;
    return waiting === 0 ? 'Tout n’est pas encore arrivé' : `Au moins ${messages(waiting)} encore à venir`;
  },
  waitingMeans: (arrived) =>
    `${messages(arrived)} ${isPlural(arrived) ? 'sont déjà arrivés et en sécurité' : 'est déjà arrivé et en sécurité'}. Relancez le déménagement pour continuer.`,
  failed: (arrived, failed, isCounted) =>
    `${someFr(arrived)}, ${isCounted ? '' : 'au moins '}${number(failed)} ${isPlural(failed) ? 'ne sont pas arrivés' : 'n’est pas arrivé'}`,
  failedMeans:
    'Ce qui n’est pas arrivé est nommé plus bas, avec la raison. Ces messages sont toujours dans l’ancienne boîte.',
  incomplete: (arrived, mailboxes) =>
    `${someFr(arrived)}, mais ${isPlural(mailboxes) ? `${number(mailboxes)} dossiers ne sont pas complets` : 'un dossier n’est pas complet'}`,
  incompleteMeans:
    'Vous voyez plus bas de quoi il s’agit, pourquoi, et ce que vous pouvez faire. Ce qui n’est pas arrivé est toujours dans l’ancienne boîte.',
  altered: (arrived, altered) =>
    `${fr.all(arrived)}, dont ${number(altered)} ${isPlural(altered) ? 'modifiés' : 'modifié'}`,
  alteredMeans: 'Certains messages ne sont pas exactement comme avant. Ils sont nommés plus bas, avec ce qui diffère.',
  doubled: (arrived, doubled) => `${someFr(arrived)}, dont ${number(doubled)} en double`,
  doubledMeans:
    'Rien ne manque. Une autre copie a apporté certains messages en même temps ; vous voyez plus bas lesquels.',
  all: (arrived) =>
    isPlural(arrived) ? `Les ${messages(arrived)} sont tous arrivés` : `${messages(arrived)} est arrivé`,
  eachCompared: 'Chacun a été retrouvé sur le nouveau serveur et comparé à l’original.',
  someCompared: (verified) =>
    `${number(verified)} d’entre eux ${isPlural(verified) ? 'ont été retrouvés sur le nouveau serveur et comparés' : 'a été retrouvé sur le nouveau serveur et comparé'} à l’original.`,
  noneCompared: 'Le nouveau serveur a confirmé chacun d’eux ; ils n’ont pas été comparés ensuite.',
  eachRead: 'Chacun a été relu sur le nouveau serveur et comparé à l’original, octet par octet.',
  someRead: (compared, arrived, atRandom) => {
    const chosen =
      atRandom === compared
        ? `, ${isPlural(compared) ? 'choisis' : 'choisi'} au hasard`
        : atRandom > 0
          ? `, dont ${number(atRandom)} au hasard`
          : '';
    return `${number(compared)} sur ${messages(arrived)} ${isPlural(compared) ? 'comparés' : 'comparé'} octet par octet${chosen}.`;
  },
};

const sentences: Readonly<Record<Language, Sentences>> = { en, fr };

/** Says what the numbers of a receipt come to. */
export function receiptVerdict(
  { totals, shortfalls, newcomers }: Pick<Receipt, 'totals' | 'shortfalls' | 'newcomers'>,
  language: Language = 'en',
): Verdict {
  const say = sentences[language];
  const { missing, toCome, countedTwice } = tallyShortfalls(shortfalls);
  const arrived = Math.max(0, totals.copied + totals.alreadyThere - countedTwice);
  const { altered } = totals;
  const waiting = totals.waiting + toCome.messages;
  const failed = totals.failed + missing.messages;
  if (waiting + toCome.mailboxes > 0)
    return { clean: false, headline: say.waiting(waiting, toCome.isCounted), meaning: say.waitingMeans(arrived) };
  if (failed > 0)
    return { clean: false, headline: say.failed(arrived, failed, missing.isCounted), meaning: say.failedMeans };
  if (missing.mailboxes > 0)
    return { clean: false, headline: say.incomplete(arrived, missing.mailboxes), meaning: say.incompleteMeans };
  if (altered > 0)
    return {
      clean: false,
      headline: say.altered(arrived, altered),
      meaning: joined(say.alteredMeans, someRead(totals, say)),
    };
  const doubled = doubledIn(newcomers);
  if (doubled > 0)
    return {
      clean: false,
      headline: say.doubled(arrived, doubled),
      meaning: joined(say.doubledMeans, someRead(totals, say)),
    };
  return { clean: true, headline: say.all(arrived), meaning: proof(totals, say) };
}

/** How it is known that what arrived is what was there. */
function proof(totals: Receipt['totals'], say: Sentences): string {
  const { copied, alreadyThere, verified, compared } = totals;
  const arrived = copied + alreadyThere;
  if (compared > 0 && compared >= arrived) return say.eachRead;
  const each = verified === 0 ? say.noneCompared : say.someCompared(verified);
  return joined(verified >= arrived ? say.eachCompared : each, someRead(totals, say));
}

/** How many were compared byte for byte, where it was neither none nor all. */
function someRead({ copied, alreadyThere, compared, comparedAtRandom }: Receipt['totals'], say: Sentences): string {
  const arrived = copied + alreadyThere;
  return compared === 0 || compared >= arrived ? '' : say.someRead(compared, arrived, comparedAtRandom);
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
