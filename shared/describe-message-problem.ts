import { messageProblemWords, type Broken, type MessageProblemWords } from './message-problem-words.ts';
import type { Language } from './messages/catalogue.ts';
import type { MessageProblem } from './model/problem.ts';
import { sanitizeDisplay } from './sanitize-display.ts';

/** The reason in words, for example `was changed by the new server (its date of arrival)`. */
export function describeMessageProblem(problem: MessageProblem, language: Language = 'en'): string {
  const told = messageProblemWords[language];
  const { flaw, treatment } = problem;
  const hasOtherDate = isUndated(problem);
  // In another form, that its content differs is what was chosen.
  const differs = (problem.differs ?? []).filter(
    (part) => !(part === 'content' && treatment !== undefined) && !(part === 'date' && hasOtherDate),
  );
  const details = [
    ...(flaw === undefined ? [] : [told.flaws[flaw] ?? null]),
    ...differs.map((part) => told.parts[part]),
  ];
  const more = details.filter((detail) => detail !== null).join(', ');
  return `${reasonOf(problem, told)}${more === '' ? '' : ` (${more})`}`;
}

/** Whether a message that arrived has another date because the old server told none, and nobody changed it. */
export function isUndated({ kind, side, differs }: Pick<MessageProblem, 'kind' | 'side' | 'differs'>): boolean {
  return kind === 'altered' && side === 'source' && (differs?.includes('date') ?? false);
}

/** Whether a message is tried again by the next run, and counts as one that waits. */
export function isNotYet({ runs, isFinal }: Pick<MessageProblem, 'runs' | 'isFinal'>): boolean {
  return runs !== undefined && isFinal !== true;
}

function reasonOf(problem: MessageProblem, told: MessageProblemWords): string {
  const { kind, side, treatment } = problem;
  if (treatment) return told.treatments[treatment];
  if (isUndated(problem)) return told.undated;
  if (isNotYet(problem)) return problem.large ? told.notYetLarge : isBroken(kind) ? told.notYet : told.notYetPlain;
  if (problem.large) return told.tooLargeForLink;
  if (isBroken(kind) && side) return told.brokenBy[side](told.broken[kind]);
  if (side === 'source' && kind === 'no-such-mailbox') return told.goneMailbox;
  if (side === 'source' && !ofSource.has(kind)) return told.notHandedOver;
  return told.kinds[kind] ?? told.otherwise;
}

/** Kinds that say themselves that it is about the old server. */
const ofSource: ReadonlySet<MessageProblem['kind']> = new Set(['gone-at-source', 'unreadable-at-source', 'altered']);

/** Whether a connection came to an end that nobody wanted, or might as well have. */
function isBroken(kind: MessageProblem['kind']): kind is Broken {
  return kind === 'connection-lost' || kind === 'bye' || kind === 'silence' || kind === 'protocol';
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
