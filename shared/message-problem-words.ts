import type { Language } from './messages/catalogue.ts';
import type { MessageFlaw, MessageProblem, Side } from './model/problem.ts';

/** What of a message may differ. */
type Part = NonNullable<MessageProblem['differs']>[number];

/** How a connection ends that nobody wanted to end. */
export type Broken = 'connection-lost' | 'bye' | 'silence' | 'protocol';

/** Why one message is not there as it was, in a few words. A Partial, since many kinds never concern a single message. */
export interface MessageProblemWords {
  readonly kinds: Readonly<Partial<Record<MessageProblem['kind'], string>>>;
  /** Of one that was refused: what is wrong with it. */
  readonly flaws: Readonly<Partial<Record<MessageFlaw, string>>>;
  /** Of one that arrived in another form. */
  readonly treatments: Readonly<Record<'repair' | 'wrap', string>>;
  /** What a server did each time a message was the only one under way. */
  readonly broken: Readonly<Record<Broken, string>>;
  readonly brokenBy: Readonly<Record<Side, (what: string) => string>>;
  /** Where the old server is at fault, and the kind says no more. */
  readonly notHandedOver: string;
  /** Of one that the next run tries again, after the connection broke each time; and after something else came between. */
  readonly notYet: string;
  readonly notYetPlain: string;
  /** Of one that is so large that this may be the reason; while it is tried again, and in the end. */
  readonly notYetLarge: string;
  readonly tooLargeForLink: string;
  readonly goneMailbox: string;
  /** Of one that arrived: the old server told no date of arrival that can be read. */
  readonly undated: string;
  readonly otherwise: string;
  readonly parts: Readonly<Record<Part, string>>;
}

const en: MessageProblemWords = {
  kinds: {
    'gone-at-source': 'was deleted in the old mailbox meanwhile',
    'unreadable-at-source': 'was not handed over by the old server, though it lists it',
    altered: 'was changed by the new server',
    missing: 'was taken by the new server, but is not there',
    'kept-once': 'is there only as another one: the new server keeps equal messages once',
    'not-compared':
      'was not copied: the new server has one that looks the same, and does not hand it over to be compared',
    'too-big': 'is larger than the new server takes',
    'over-quota': 'found no room in the new mailbox',
    'message-refused': 'was refused by the new server',
    refused: 'was refused by the new server',
    limit: 'was refused because of a limit of the new server',
    'no-permission': 'was refused: no permission',
    'name-refused': 'its mailbox has a name the new server does not take',
    'no-such-mailbox': 'its mailbox is gone',
  },
  flaws: {
    nul: 'it holds NUL characters',
    'line-ends': 'it has line ends that mail does not know',
    'long-lines': 'it has lines that are too long for mail',
    header: 'its header is broken',
  },
  treatments: {
    repair: 'was refused as it is, and arrived repaired, as you chose',
    wrap: 'was refused as it is, and arrived unchanged as the attachment of a small message, as you chose',
  },
  broken: {
    'connection-lost': 'ended the connection',
    bye: 'ended the connection',
    silence: 'fell silent',
    protocol: 'gave no answer that makes sense',
  },
  brokenBy: {
    source: (what) => `could not be copied: the old server ${what} each time it was asked for`,
    destination: (what) => `could not be copied: the new server ${what} each time it was sent there`,
  },
  notHandedOver: 'was not handed over by the old server',
  notYet: 'is not yet there: the connection broke each time; Homing tries again',
  notYetPlain: 'is not yet there; Homing tries again',
  notYetLarge: 'is not yet there: the connection breaks before a message of this size gets through; Homing tries again',
  tooLargeForLink: 'could not be copied: the connection breaks before a message of this size gets through',
  goneMailbox: 'could not be copied: its mailbox is gone from the old server',
  undated: 'came without a readable date of arrival from the old server, and has the date of its Date line',
  otherwise: 'could not be copied',
  parts: { content: 'its content', size: 'its size', date: 'its date of arrival', flags: 'its flags' },
};

const fr: MessageProblemWords = {
  kinds: {
    'gone-at-source': 'a été supprimé entre-temps dans l’ancienne boîte',
    'unreadable-at-source': 'n’a pas été remis par l’ancien serveur, qui l’annonce pourtant',
    altered: 'a été modifié par le nouveau serveur',
    missing: 'a été accepté par le nouveau serveur, mais n’y est pas',
    'kept-once': 'se confond là-bas avec un autre : le nouveau serveur ne garde les messages identiques qu’une fois',
    'not-compared':
      'n’a pas été copié : le nouveau serveur en a un qui lui ressemble, et ne le remet pas pour les comparer',
    'too-big': 'dépasse la taille que le nouveau serveur accepte',
    'over-quota': 'n’a pas trouvé de place dans la nouvelle boîte',
    'message-refused': 'a été refusé par le nouveau serveur',
    refused: 'a été refusé par le nouveau serveur',
    limit: 'a été refusé à cause d’une limite du nouveau serveur',
    'no-permission': 'a été refusé : accès non autorisé',
    'name-refused': 'est dans un dossier dont le nouveau serveur n’accepte pas le nom',
    'no-such-mailbox': 'est dans un dossier qui n’existe plus',
  },
  flaws: {
    nul: 'il contient des caractères NUL',
    'line-ends': 'il a des fins de ligne que le courrier ne connaît pas',
    'long-lines': 'il a des lignes trop longues pour le courrier',
    header: 'son en-tête est abîmé',
  },
  treatments: {
    repair: 'a été refusé tel quel et est arrivé réparé, comme vous l’avez choisi',
    wrap: 'a été refusé tel quel et est arrivé inchangé, joint à un petit message, comme vous l’avez choisi',
  },
  broken: {
    'connection-lost': 'a coupé la connexion',
    bye: 'a coupé la connexion',
    silence: 's’est tu',
    protocol: 'a donné une réponse dépourvue de sens',
  },
  brokenBy: {
    source: (what) => `n’a pas pu être copié : l’ancien serveur ${what} chaque fois qu’il lui a été demandé`,
    destination: (what) => `n’a pas pu être copié : le nouveau serveur ${what} chaque fois qu’il lui a été envoyé`,
  },
  notHandedOver: 'n’a pas été remis par l’ancien serveur',
  notYet: 'n’y est pas encore : la connexion s’est rompue à chaque fois ; Homing réessaie',
  notYetPlain: 'n’y est pas encore ; Homing réessaie',
  notYetLarge:
    'n’y est pas encore : la connexion se rompt avant qu’un message de cette taille soit passé ; Homing réessaie',
  tooLargeForLink: 'n’a pas pu être copié : la connexion se rompt avant qu’un message de cette taille soit passé',
  goneMailbox: 'n’a pas pu être copié : son dossier n’existe plus sur l’ancien serveur',
  undated: 'est venu de l’ancien serveur sans date d’arrivée lisible, et porte celle de sa ligne « Date »',
  otherwise: 'n’a pas pu être copié',
  parts: { content: 'son contenu', size: 'sa taille', date: 'sa date d’arrivée', flags: 'ses marques' },
};

/** By language. */
export const messageProblemWords: Readonly<Record<Language, MessageProblemWords>> = { en, fr };
