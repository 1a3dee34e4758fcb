import { useIntl } from 'react-intl';
import type { ChecksView } from '../../../shared/ipc/checks-view.ts';
import { countVerdicts } from './count-verdicts.ts';

/** What a screen reader says of the checks as a whole: when they begin and when they are done. */
export function useAnnouncement({ state, lines }: ChecksView): string {
  const intl = useIntl();
  if (state === 'not-run') return '';
  if (state === 'running') return intl.formatMessage({ id: 'checks.announce.running' });
  return intl.formatMessage({ id: 'checks.announce.done' }, countVerdicts(lines));
}
