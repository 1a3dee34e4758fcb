import type { Notice } from '../desk.ts';
import type { MoveRecord } from '../move-record.ts';

/** What a person should hear of a move that came to an end, or needs them. */
export function noticeOf({ id, numbers }: MoveRecord, event: 'finished' | 'needs-you'): Notice {
  const exceptions = (numbers?.failed ?? 0) + (numbers?.altered ?? 0) + (numbers?.doubled ?? 0);
  const messages = numbers?.messages.done ?? 0;
  const incomplete = event === 'finished' ? (numbers?.incomplete ?? 0) : 0;
  return { move: id, kind: kindOf(event, { exceptions, incomplete }), messages, exceptions, incomplete };
}

function kindOf(
  event: 'finished' | 'needs-you',
  { exceptions, incomplete }: Pick<Notice, 'exceptions' | 'incomplete'>,
): Notice['kind'] {
  if (event !== 'finished') return event;
  if (incomplete > 0) return 'incomplete';
  return exceptions > 0 ? 'verified-with-problems' : 'finished';
}
