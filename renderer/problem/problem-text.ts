import type { ProblemView } from '../../shared/ipc/problem-view.ts';
import type { MessageId } from '../../shared/messages/catalogue.ts';
import { problemKey } from './problem-key.ts';
import { providerFamily } from './provider-family.ts';

/** The three sentences of a problem, by their messages. All take the values of {@link problemValues}, `subject` and `place`. */
export interface ProblemText {
  /** What happened, without codes. */
  readonly what: MessageId;
  /** What it means for the mail. */
  readonly meaning: MessageId;
  /** The one next step. */
  readonly next: MessageId;
}

/** The texts of a problem. A kind without texts does not compile: the names are made from the kinds. */
export function problemText(problem: ProblemView): ProblemText {
  const key = problemKey(problem);
  return { what: `problem.${key}.what`, meaning: `problem.${key}.meaning`, next: `problem.${key}.next` };
}

/** What the messages ask about a problem, but for the places, which are made of `side`, `hasHost` and `host`. */
export function problemValues(problem: ProblemView): Readonly<Record<'side' | 'hasHost' | 'host' | 'brand', string>> {
  const { side, host, provider } = problem;
  return {
    side: side ?? 'other',
    hasHost: host === null ? 'no' : 'yes',
    host: host ?? '',
    brand: providerFamily(provider, host).brand ?? host ?? '',
  };
}
