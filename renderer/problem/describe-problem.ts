import type { IntlShape } from 'react-intl';
import type { ProblemView } from '../../shared/ipc/problem-view.ts';
import { problemText, problemValues } from './problem-text.ts';

/** A problem as plain sentences, for live regions, tables and window titles. Hosts are kept from turning the text around them. */
export function describeProblem(
  intl: IntlShape,
  problem: ProblemView,
): { readonly what: string; readonly meaning: string; readonly next: string } {
  const text = problemText(problem);
  const plain = problemValues(problem);
  // First strong isolate and its end: what <bdi> is in plain text (Unicode TR 9, 6.1).
  const values = plain.host === '' ? plain : { ...plain, host: `\u2068${plain.host}\u2069` };
  const places = {
    ...values,
    subject: intl.formatMessage({ id: 'problem.place.start' }, values),
    place: intl.formatMessage({ id: 'problem.place.inside' }, values),
  };
  return {
    what: intl.formatMessage({ id: text.what }, places),
    meaning: intl.formatMessage({ id: text.meaning }, places),
    next: intl.formatMessage({ id: text.next }, places),
  };
}
