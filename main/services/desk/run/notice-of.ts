import type { Notice } from '../desk.ts';
import type { MoveRecord } from '../move-record.ts';

/** What a person should hear of a move that came to an end, or needs them. */
export function noticeOf({ id, numbers }: MoveRecord, event: 'finished' | 'needs-you'): Notice {
  const exceptions = (numbers?.failed ?? 0) + (numbers?.altered ?? 0);
  const messages = numbers?.messages.done ?? 0;
  const kind = event === 'finished' && exceptions > 0 ? 'verified-with-problems' : event;
  return { move: id, kind, messages, exceptions };
}
