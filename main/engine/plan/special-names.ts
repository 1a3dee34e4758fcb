import type { AccountFacts } from '../../../shared/model/mailbox.ts';
import type { SpecialNames } from '../try-abilities.ts';
import { splitName } from './mailbox-path.ts';

/** Of ASCII, what some server may refuse. What is a letter of some script is tried apart. */
const SPECIAL = /[!-,/:-@[-^`{-~]/g;

/** What names of the source have that a destination may refuse. @param delimiter that of the destination: in a name it is given up in any case */
export function specialNames({ mailboxes, namespace }: AccountFacts, delimiter: string | null): SpecialNames {
  const names = mailboxes.map((mailbox) => splitName(mailbox, namespace).components);
  const characters = new Set(names.flat().flatMap((component) => component.match(SPECIAL) ?? []));
  if (delimiter !== null) characters.delete(delimiter);
  return {
    characters: [...characters].sort().join(''),
    tilde: names.some(([first = '']) => first.startsWith('~')),
  };
}
