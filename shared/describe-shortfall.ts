import type { Language } from './messages/catalogue.ts';
import type { Side } from './model/problem.ts';
import type { Shortfall, ShortfallReason } from './model/shortfall.ts';
import { messagesText } from './quantity-text.ts';
import { sanitizeDisplay } from './sanitize-display.ts';

/** Why a mailbox is not complete, told to a person. The first two are no whole sentences. */
export interface ShortfallText {
  /** What a server did or did not do. */
  readonly what: string;
  /** How many messages that concerns, or that nobody knows. */
  readonly amount: string;
  /** The server's words, made safe to show; null when it said nothing. */
  readonly serverText: string | null;
  /** The one next step, a sentence. */
  readonly next: string;
}

type BySide = Readonly<Record<Side | 'unknown', string>>;

interface Words {
  readonly givenUp: BySide;
  readonly givenUpNext: BySide;
  /** The same where the server said something. */
  readonly quotedNext: BySide;
  readonly others: Readonly<Record<Exclude<ShortfallReason, 'given-up'>, string>>;
  readonly othersNext: Readonly<Record<Exclude<ShortfallReason, 'given-up'>, string>>;
  readonly notKnown: string;
  readonly named: string;
  readonly missing: (messages: number) => string;
  readonly toCome: (messages: number) => string;
  readonly said: BySide;
}

const en: Words = {
  givenUp: {
    source: 'the old server did not let it be read to its end',
    destination: 'the new server did not let it be filled to its end',
    unknown: 'it could not be copied to its end',
  },
  givenUpNext: {
    source: 'Run the move again; if it stays so, ask the host of the old server about this folder.',
    destination: 'Run the move again; if it stays so, ask the host of the new server about this folder.',
    unknown: 'Run the move again.',
  },
  quotedNext: {
    source: 'Run the move again; if it stays so, show these words to the host of the old server.',
    destination: 'Run the move again; if it stays so, show these words to the host of the new server.',
    unknown: 'Run the move again.',
  },
  others: {
    'not-looked-into': 'Homing has not looked into it yet',
    hidden: 'the old server says that it holds more than it shows',
    'not-entered': 'the old server listed messages that are not in the journal',
    'shared-uid': 'the new server said that it took messages which are not there as messages of their own',
  },
  othersNext: {
    'not-looked-into': 'Run the move again to go on.',
    hidden: 'Run the move again; if it stays so, ask the host of the old server about this folder.',
    'not-entered': 'Run the move again; if it stays so, please report it.',
    'shared-uid': 'Compare this folder in both mailboxes: what is missing is still in the old one.',
  },
  notKnown: 'how many messages that concerns is not known',
  named: 'what is missing of it is counted message by message',
  missing: (messages) => `${messagesText(messages)} missing`,
  toCome: (messages) => `${messagesText(messages)} still to come`,
  said: { source: 'The old server says', destination: 'The new server says', unknown: 'The server says' },
};

const fr: Words = {
  givenUp: {
    source: 'l’ancien serveur ne l’a pas laissé lire jusqu’au bout',
    destination: 'le nouveau serveur ne l’a pas laissé remplir jusqu’au bout',
    unknown: 'il n’a pas pu être copié jusqu’au bout',
  },
  givenUpNext: {
    source:
      'Relancez le déménagement ; si rien ne change, interrogez l’hébergeur de l’ancien serveur au sujet de ce dossier.',
    destination:
      'Relancez le déménagement ; si rien ne change, interrogez l’hébergeur du nouveau serveur au sujet de ce dossier.',
    unknown: 'Relancez le déménagement.',
  },
  quotedNext: {
    source: 'Relancez le déménagement ; si rien ne change, montrez ces mots à l’hébergeur de l’ancien serveur.',
    destination: 'Relancez le déménagement ; si rien ne change, montrez ces mots à l’hébergeur du nouveau serveur.',
    unknown: 'Relancez le déménagement.',
  },
  others: {
    'not-looked-into': 'Homing ne l’a pas encore examiné',
    hidden: 'l’ancien serveur dit qu’il contient plus de messages qu’il n’en montre',
    'not-entered': 'l’ancien serveur a annoncé des messages qui ne sont pas dans le journal',
    'shared-uid': 'le nouveau serveur a dit avoir accepté des messages qui n’y sont pas à part entière',
  },
  othersNext: {
    'not-looked-into': 'Relancez le déménagement pour continuer.',
    hidden:
      'Relancez le déménagement ; si rien ne change, interrogez l’hébergeur de l’ancien serveur au sujet de ce dossier.',
    'not-entered': 'Relancez le déménagement ; si rien ne change, merci de le signaler.',
    'shared-uid': 'Comparez ce dossier dans les deux boîtes : ce qui manque est toujours dans l’ancienne.',
  },
  notKnown: 'on ne sait pas combien de messages cela concerne',
  named: 'ce qui en manque est compté message par message',
  missing: (messages) => `${messagesText(messages, 'fr')} ${messages < 2 ? 'manquant' : 'manquants'}`,
  toCome: (messages) => `${messagesText(messages, 'fr')} encore à venir`,
  said: {
    source: 'L’ancien serveur indique',
    destination: 'Le nouveau serveur indique',
    unknown: 'Le serveur indique',
  },
};

const words: Readonly<Record<Language, Words>> = { en, fr };

/** Tells a shortfall in words. */
export function describeShortfall(shortfall: Shortfall, language: Language = 'en'): ShortfallText {
  const { givenUp, givenUpNext, quotedNext, others, othersNext } = words[language];
  const { reason, side } = shortfall;
  const serverText = shortfall.serverText === null ? null : sanitizeDisplay(shortfall.serverText, 300) || null;
  const by = side ?? 'unknown';
  const [what, next] =
    reason === 'given-up'
      ? [givenUp[by], (serverText === null ? givenUpNext : quotedNext)[by]]
      : [others[reason], othersNext[reason]];
  return { what, amount: amountOf(shortfall, words[language]), serverText, next };
}

function amountOf({ reason, messages }: Shortfall, { notKnown, named, missing, toCome }: Words): string {
  if (messages === null) return notKnown;
  if (messages === 0) return named;
  return reason === 'not-looked-into' ? toCome(messages) : missing(messages);
}

/** Who says it: the beginning of a quotation, without its marks. */
export function shortfallSpeaker(side: Side | null, language: Language = 'en'): string {
  return words[language].said[side ?? 'unknown'];
}

/** Everything about a shortfall in one line, in English. */
export function shortfallLine(shortfall: Shortfall): string {
  const { what, amount, serverText, next } = describeShortfall(shortfall);
  return `${sanitizeDisplay(shortfall.mailbox, 80)}: ${what} (${amount}).${saidText(shortfall.side, serverText)} ${next}`;
}

/** That a mailbox was given up while others go on, in one line, in English. */
export function givenUpLine({ mailbox, side, serverText }: Pick<Shortfall, 'mailbox' | 'side' | 'serverText'>): string {
  const told = describeShortfall({ mailbox, reason: 'given-up', messages: null, side, serverText });
  return `${sanitizeDisplay(mailbox, 80)}: ${told.what}, and is tried again in the next run.${saidText(side, told.serverText)}`;
}

/** A quotation as a sentence; empty where a server said nothing. */
function saidText(side: Side | null, serverText: string | null): string {
  if (serverText === null) return '';
  return ` ${shortfallSpeaker(side)}: “${serverText}”${/[.!?]$/.test(serverText) ? '' : '.'}`;
}
