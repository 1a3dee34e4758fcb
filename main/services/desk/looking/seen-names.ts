import type { SeenNames } from '../../../../shared/model/mailbox.ts';
import type { Tried } from '../../../engine/try-abilities.ts';
import type { MoveRecord } from '../move-record.ts';

/** What the write test found out about names at the destination. One that came back as another was not taken either. */
export function seenNames(rehearsal: MoveRecord['rehearsal']): SeenNames | undefined {
  if (!rehearsal) return undefined;
  const { dot, letters, characters, tilde } = rehearsal.abilities;
  return {
    dot: wasTaken(dot),
    letters: wasTaken(letters),
    ...(characters && { characters }),
    ...(tilde !== undefined && { tilde: wasTaken(tilde) }),
  };
}

function wasTaken(tried: Tried): boolean | null {
  return tried === null ? null : tried === 'kept';
}
