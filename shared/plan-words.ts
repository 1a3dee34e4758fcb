import type { Language } from './messages/catalogue.ts';
import type { LeftOut, RenameReason } from './model/plan.ts';

type RenameWords = Readonly<Record<RenameReason, string>>;
type LeftOutWords = Readonly<Record<LeftOut['reason'], string>>;

const renameWords: RenameWords = {
  role: 'same purpose',
  'delimiter-in-name': 'the name contains the separator of the new server',
  'reserved-characters': 'characters the new server does not take',
  'reserved-name': 'a name the new server keeps for itself',
  'too-long': 'too long for the new server',
  'too-deep': 'too deep for the new server',
  taken: 'another mailbox has this name',
  collision: 'differs from another name only by case, accents or spaces around it',
  'earlier-run': 'the name an earlier run gave it',
};

const renameWordsFr: RenameWords = {
  role: 'même usage',
  'delimiter-in-name': 'le nom contient le séparateur du nouveau serveur',
  'reserved-characters': 'des caractères que le nouveau serveur n’accepte pas',
  'reserved-name': 'un nom que le nouveau serveur se réserve',
  'too-long': 'trop long pour le nouveau serveur',
  'too-deep': 'trop profond pour le nouveau serveur',
  taken: 'un autre dossier porte ce nom',
  collision: 'ne diffère d’un autre nom que par la casse, les accents ou des espaces autour',
  'earlier-run': 'le nom donné lors d’une exécution précédente',
};

const leftOutWords: LeftOutWords = {
  spam: 'spam',
  trash: 'trash',
  virtual: 'shows messages of other mailboxes',
  'not-selectable': 'holds no messages',
  excluded: 'left out by choice',
  'not-included': 'not chosen',
  'status-refused': 'the old server does not open it',
};

const leftOutWordsFr: LeftOutWords = {
  spam: 'courrier indésirable',
  trash: 'corbeille',
  virtual: 'montre des messages d’autres dossiers',
  'not-selectable': 'ne contient pas de messages',
  excluded: 'laissé de côté selon votre choix',
  'not-included': 'non choisi',
  'status-refused': 'l’ancien serveur ne l’ouvre pas',
};

const words: Readonly<Record<Language, { readonly rename: RenameWords; readonly leftOut: LeftOutWords }>> = {
  en: { rename: renameWords, leftOut: leftOutWords },
  fr: { rename: renameWordsFr, leftOut: leftOutWordsFr },
};

/** Why a mailbox stays behind, in a few words. */
export function leftOutText(reason: LeftOut['reason'], language: Language = 'en'): string {
  return words[language].leftOut[reason];
}

/** Why a mailbox gets another name, in a few words. */
export function renameText(reasons: readonly RenameReason[], language: Language = 'en'): string {
  return reasons.map((reason) => words[language].rename[reason]).join(', ');
}
