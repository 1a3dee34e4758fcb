import type { Language } from '../../shared/messages/catalogue.ts';
import type { SkipReason } from '../../shared/model/problem.ts';
import { countText, messagesText } from '../../shared/quantity-text.ts';

/** Every word of the receipt's page that is not a name, a number or a reason. */
export interface ReceiptWords {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly totals: Readonly<
    Record<
      | 'messages'
      | 'size'
      | 'copied'
      | 'alreadyThere'
      | 'verified'
      | 'compared'
      | 'altered'
      | 'failed'
      | 'skipped'
      | 'gone'
      | 'waiting',
      string
    >
  >;
  readonly failed: (count: number) => string;
  readonly notYet: (count: number) => string;
  readonly altered: (count: number) => string;
  readonly undated: (count: number) => string;
  readonly treated: (count: number) => string;
  readonly shortfalls: (mailboxes: number) => string;
  readonly shortfall: (mailbox: string, what: string, amount: string) => string;
  /** What came into the new mailbox meanwhile. */
  readonly doubled: string;
  readonly newcomers: string;
  readonly newcomersIn: (mailbox: string, text: string) => string;
  readonly withoutSubject: string;
  /** Around what the server said, with its quotation marks. */
  readonly said: (words: string) => string;
  /** @param speaker the server that said it */
  readonly quoted: (speaker: string, words: string) => string;
  readonly fromSender: (sender: string) => string;
  readonly dated: (date: string) => string;
  readonly place: (mailbox: string, received: string) => string;
  /** In a row of the table. */
  readonly remarks: Readonly<Record<'failed' | 'altered' | 'skipped' | 'waiting', (count: number) => string>>;
  readonly incomplete: string;
  readonly droppedKeywords: (keywords: string) => string;
  readonly table: Readonly<
    Record<'title' | 'old' | 'new' | 'messages' | 'arrived' | 'compared' | 'size' | 'remarks' | 'all', string>
  >;
  readonly stayed: string;
  readonly gone: string;
  readonly stayedMailbox: (name: string, messages: number, reason: string) => string;
  readonly skippedBy: Readonly<Record<SkipReason, (count: number) => string>>;
  readonly footer: (time: string) => string;
}

const en: ReceiptWords = {
  title: 'Receipt of a moved mailbox',
  from: 'from',
  to: 'to',
  totals: {
    messages: 'messages',
    size: 'size',
    copied: 'copied',
    alreadyThere: 'there already',
    verified: 'found again afterwards',
    compared: 'compared byte for byte',
    altered: 'arrived changed',
    failed: 'did not arrive',
    skipped: 'left behind by choice',
    gone: 'deleted meanwhile',
    waiting: 'still to come',
  },
  failed: (count) => `Did not arrive: ${messagesText(count)}`,
  notYet: (count) => `Not yet there: ${messagesText(count)}`,
  altered: (count) => `Arrived, but changed by the new server: ${messagesText(count)}`,
  undated: (count) =>
    `Arrived with the date of their Date line, since the old server told none: ${messagesText(count)}`,
  shortfalls: (mailboxes) =>
    mailboxes === 1 ? 'One folder is not complete' : `${countText(mailboxes)} folders are not complete`,
  shortfall: (mailbox, what, amount) => `<strong>${mailbox}</strong>: ${what} (${amount}).`,
  treated: (count) => `Refused as they are, and sent in another form: ${messagesText(count)}`,
  doubled: 'There twice',
  newcomers: 'Came in meanwhile',
  newcomersIn: (mailbox, text) => `<strong>${mailbox}</strong>: ${text}`,
  withoutSubject: 'Without subject',
  said: (words) => `The server says: “${words}”`,
  quoted: (speaker, words) => `${speaker}: “${words}”`,
  fromSender: (sender) => `from ${sender}`,
  dated: (date) => `dated ${date}`,
  place: (mailbox, received) => `in ${mailbox} · received ${received}`,
  remarks: {
    failed: (count) => `${countText(count)} did not arrive`,
    altered: (count) => `${countText(count)} changed`,
    skipped: (count) => `${countText(count)} left out`,
    waiting: (count) => `${countText(count)} still to come`,
  },
  incomplete: 'not complete',
  droppedKeywords: (keywords) => `keywords the new server does not keep: ${keywords}`,
  table: {
    title: 'Folder by folder',
    old: 'Old folder',
    new: 'New folder',
    messages: 'Messages',
    arrived: 'Arrived',
    compared: 'Found again',
    size: 'Size',
    remarks: 'Remarks',
    all: 'All folders',
  },
  stayed: 'Stayed behind',
  gone: 'Deleted meanwhile',
  stayedMailbox: (name, messages, reason) => `${name}: ${messagesText(messages)} (${reason})`,
  skippedBy: {
    'before-since': (count) => `${messagesText(count)} older than the chosen date`,
    'after-until': (count) => `${messagesText(count)} of the chosen last date or later`,
    'over-max-size': (count) => `${messagesText(count)} larger than the chosen size`,
    'gone-at-source': (count) => `${messagesText(count)} deleted in the old mailbox while it was moved`,
  },
  footer: (time) =>
    `Written by Homing on ${time}, from its own journal on this computer. “Arrived” means that the new server confirmed the message or had it already; “found again” means that it was looked up there afterwards and was as it should be by its size, dates, marks and identifying header lines; “compared byte for byte” means that all of it was read there again. The old mailbox was only read.`,
};

const messagesFr = (count: number): string => messagesText(count, 'fr');
/** French gives the plural from two on. */
const pluralFr = (count: number, one: string, many: string): string => `${messagesFr(count)} ${count < 2 ? one : many}`;

const fr: ReceiptWords = {
  title: 'Reçu de déménagement d’une messagerie',
  from: 'de',
  to: 'vers',
  totals: {
    messages: 'messages',
    size: 'taille',
    copied: 'copiés',
    alreadyThere: 'déjà présents',
    verified: 'retrouvés ensuite',
    compared: 'comparés octet par octet',
    altered: 'arrivés modifiés',
    failed: 'non arrivés',
    skipped: 'laissés de côté par choix',
    gone: 'supprimés entre-temps',
    waiting: 'encore à venir',
  },
  failed: (count) => pluralFr(count, 'n’est pas arrivé', 'ne sont pas arrivés'),
  notYet: (count) => pluralFr(count, 'n’est pas encore arrivé', 'ne sont pas encore arrivés'),
  altered: (count) =>
    pluralFr(
      count,
      'est arrivé, mais modifié par le nouveau serveur',
      'sont arrivés, mais modifiés par le nouveau serveur',
    ),
  undated: (count) =>
    `${pluralFr(count, 'est arrivé', 'sont arrivés')} avec la date de la ligne « Date », faute d’une autre sur l’ancien serveur`,
  shortfalls: (mailboxes) =>
    mailboxes < 2 ? 'Un dossier n’est pas complet' : `${countText(mailboxes, 'fr')} dossiers ne sont pas complets`,
  shortfall: (mailbox, what, amount) => `<strong>${mailbox}</strong> : ${what} (${amount}).`,
  treated: (count) =>
    pluralFr(
      count,
      'a été refusé tel quel, puis envoyé sous une autre forme',
      'ont été refusés tels quels, puis envoyés sous une autre forme',
    ),
  doubled: 'En double',
  newcomers: 'Arrivé entre-temps',
  newcomersIn: (mailbox, text) => `<strong>${mailbox}</strong> : ${text}`,
  withoutSubject: 'Sans objet',
  said: (words) => `Le serveur indique : « ${words} »`,
  quoted: (speaker, words) => `${speaker} : « ${words} »`,
  fromSender: (sender) => `de ${sender}`,
  dated: (date) => `daté du ${date}`,
  place: (mailbox, received) => `dans ${mailbox} · reçu le ${received}`,
  remarks: {
    failed: (count) => `${countText(count, 'fr')} ${count < 2 ? 'non arrivé' : 'non arrivés'}`,
    altered: (count) => `${countText(count, 'fr')} ${count < 2 ? 'modifié' : 'modifiés'}`,
    skipped: (count) => `${countText(count, 'fr')} ${count < 2 ? 'laissé de côté' : 'laissés de côté'}`,
    waiting: (count) => `${countText(count, 'fr')} encore à venir`,
  },
  incomplete: 'incomplet',
  droppedKeywords: (keywords) => `mots-clés que le nouveau serveur ne conserve pas : ${keywords}`,
  table: {
    title: 'Dossier par dossier',
    old: 'Ancien dossier',
    new: 'Nouveau dossier',
    messages: 'Messages',
    arrived: 'Arrivés',
    compared: 'Retrouvés',
    size: 'Taille',
    remarks: 'Remarques',
    all: 'Tous les dossiers',
  },
  stayed: 'Laissé de côté',
  gone: 'Supprimé entre-temps',
  stayedMailbox: (name, messages, reason) => `${name} : ${messagesFr(messages)} (${reason})`,
  skippedBy: {
    'before-since': (count) => pluralFr(count, 'antérieur à la date choisie', 'antérieurs à la date choisie'),
    'after-until': (count) =>
      pluralFr(count, 'reçu à la date de fin choisie ou après', 'reçus à la date de fin choisie ou après'),
    'over-max-size': (count) => `${messagesFr(count)} au-delà de la taille choisie`,
    'gone-at-source': (count) =>
      pluralFr(
        count,
        'supprimé dans l’ancienne boîte pendant le déménagement',
        'supprimés dans l’ancienne boîte pendant le déménagement',
      ),
  },
  footer: (time) =>
    `Établi par Homing le ${time}, à partir de son propre journal sur cet ordinateur. « Arrivé » signifie que le nouveau serveur a confirmé le message ou l’avait déjà ; « retrouvé » signifie qu’il y a été recherché ensuite et qu’il était tel qu’il devait être, d’après sa taille, ses dates, ses marques et les lignes d’en-tête qui l’identifient ; « comparé octet par octet » signifie qu’il y a été relu en entier. L’ancienne boîte a seulement été lue.`,
};

/** The receipt's words, by language. */
export const receiptWords: Readonly<Record<Language, ReceiptWords>> = { en, fr };
