import type { MessageProblem } from './model/problem.ts';
import { sanitizeDisplay } from './sanitize-display.ts';

/** Why one message is not there as it was, in a few words. A Partial, since many kinds never concern a single message. */
const words: Readonly<Partial<Record<MessageProblem['kind'], string>>> = {
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
};

const parts = { content: 'its content', size: 'its size', date: 'its date of arrival', flags: 'its flags' } as const;

/** The reason in words, for example `was changed by the new server (its date of arrival)`. */
export function describeMessageProblem(problem: MessageProblem): string {
  const differs = (problem.differs ?? []).map((part) => parts[part]);
  const detail = differs.length === 0 ? '' : ` (${differs.join(', ')})`;
  return `${words[problem.kind] ?? 'could not be copied'}${detail}`;
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
