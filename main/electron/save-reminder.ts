import type { Input, Output } from '../../shared/ipc/contract.ts';
import { calendarEntry } from './calendar-entry.ts';
import { dayName } from './day-name.ts';
import { saveFile } from './save-file.ts';
import type { Speech } from './speech.ts';

/** Saves a calendar entry for the day on which the old mailbox may be closed. */
export function saveReminder(
  { text: say }: Speech,
  { move, title, text, at }: Input<'saveReminder'>,
): Promise<Output<'saveReminder'>> {
  return saveFile({
    title: say('native.save.reminder.title'),
    name: `${say('native.save.reminder.name')} ${dayName(at)}`,
    kind: { name: say('native.save.kind.ics'), extension: 'ics' },
    content: calendarEntry({ title, text, at, uid: `${move}@homing.invalid`, now: Date.now() }),
  });
}
