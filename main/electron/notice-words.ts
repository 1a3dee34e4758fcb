import { assertNever } from '../../shared/assert-never.ts';
import type { Notice } from '../services/desk/desk.ts';
import type { NativeText } from './native-texts.ts';

/** What a notification says: numbers and our own words, nothing a server said. */
export function noticeWords(
  text: NativeText,
  { kind, messages, exceptions, incomplete }: Notice,
): { readonly title: string; readonly body: string } {
  switch (kind) {
    case 'finished':
      return {
        title: text('native.notice.finished.title'),
        body: text('native.notice.finished.text', { messages, exceptions }),
      };
    case 'needs-you':
      return { title: text('native.notice.needs-you.title'), body: text('native.notice.needs-you.text') };
    case 'verified-with-problems':
      return {
        title: text('native.notice.problems.title'),
        body: text('native.notice.problems.text', { messages, exceptions }),
      };
    case 'incomplete':
      return {
        title: text('native.notice.incomplete.title'),
        body: text('native.notice.incomplete.text', { folders: incomplete }),
      };
    default:
      return assertNever(kind);
  }
}
