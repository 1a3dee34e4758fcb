import type { Language } from './messages/catalogue.ts';
import type { MessageFlaw, MessageProblem } from './model/problem.ts';
import { sanitizeDisplay } from './sanitize-display.ts';

type Part = NonNullable<MessageProblem['differs']>[number];

/** Why one message is not there as it was, in a few words. A Partial, since many kinds never concern a single message. */
interface Words {
  readonly kinds: Readonly<Partial<Record<MessageProblem['kind'], string>>>;
  /** Of one that was refused: what is wrong with it. */
  readonly flaws: Readonly<Partial<Record<MessageFlaw, string>>>;
  /** Of one that arrived in another form. */
  readonly treatments: Readonly<Record<'repair' | 'wrap', string>>;
  readonly otherwise: string;
  readonly parts: Readonly<Record<Part, string>>;
}

const en: Words = {
  kinds: {
    'gone-at-source': 'was deleted in the old mailbox meanwhile',
    'unreadable-at-source': 'cannot be read from the old server',
    altered: 'was changed by the new server',
    missing: 'is no longer at the new server',
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
  otherwise: 'could not be copied',
  parts: { content: 'its content', size: 'its size', date: 'its date of arrival', flags: 'its flags' },
};

const fr: Words = {
  kinds: {
    'gone-at-source': 'a été supprimé entre-temps dans l’ancienne boîte',
    'unreadable-at-source': 'ne peut pas être lu sur l’ancien serveur',
    altered: 'a été modifié par le nouveau serveur',
    missing: 'n’est plus sur le nouveau serveur',
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
  otherwise: 'n’a pas pu être copié',
  parts: { content: 'son contenu', size: 'sa taille', date: 'sa date d’arrivée', flags: 'ses marques' },
};

const words: Readonly<Record<Language, Words>> = { en, fr };

/** The reason in words, for example `was changed by the new server (its date of arrival)`. */
export function describeMessageProblem(problem: MessageProblem, language: Language = 'en'): string {
  const { kinds, flaws, treatments, otherwise, parts } = words[language];
  const { kind, flaw, treatment } = problem;
  // In another form, that its content differs is what was chosen.
  const differs = (problem.differs ?? []).filter((part) => treatment === undefined || part !== 'content');
  const details = [...(flaw === undefined ? [] : [flaws[flaw] ?? null]), ...differs.map((part) => parts[part])];
  const told = details.filter((detail) => detail !== null).join(', ');
  return `${treatment ? treatments[treatment] : (kinds[kind] ?? otherwise)}${told === '' ? '' : ` (${told})`}`;
}

/** One line that lets a person recognise the message. */
export function messageProblemLine(mailbox: string, problem: MessageProblem): string {
  const subject =
    problem.subject === undefined || problem.subject === ''
      ? 'without subject'
      : `“${sanitizeDisplay(problem.subject, 60)}”`;
  const from = problem.from === undefined || problem.from === '' ? '' : ` from ${sanitizeDisplay(problem.from, 60)}`;
  const date = problem.date === undefined || problem.date === '' ? '' : `, ${sanitizeDisplay(problem.date, 40)}`;
  const said = problem.serverText === null ? '' : `: “${sanitizeDisplay(problem.serverText, 200)}”`;
  return `${sanitizeDisplay(mailbox, 80)}: message ${subject}${from}${date} ${describeMessageProblem(problem)}${said}`;
}
