import { Notification } from 'electron';
import type { Notice } from '../services/desk/desk.ts';
import type { Log } from './log.ts';
import type { NativeText } from './native-texts.ts';
import { noticeWords } from './notice-words.ts';

/** Tells the person what they should hear of even when they look elsewhere. @param open is called with the move when clicked */
export function createNotifier(log: Log, open: (move: string) => void): (text: NativeText, notice: Notice) => void {
  // Kept until they are gone: a notification that nobody holds loses its click.
  const held = new Set<Notification>();
  return (text, notice) => {
    if (!Notification.isSupported()) return;
    const notification = new Notification(noticeWords(text, notice));
    const drop = (): void => void held.delete(notification);
    held.add(notification);
    notification.on('click', () => {
      drop();
      open(notice.move);
    });
    notification.on('close', drop);
    notification.on('failed', (_event, error) => {
      drop();
      log.fault('notice-failed', new Error(error));
    });
    notification.show();
  };
}
