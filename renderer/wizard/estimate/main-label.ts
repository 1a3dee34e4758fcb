import type { IntlShape } from 'react-intl';
import type { RunOptions } from '../../../shared/ipc/estimate-view.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { Quantities } from '../../language/quantities.ts';
import { mustStart } from './use-start.ts';

/** What the main button says: what pressing it will do. */
export function mainLabel(
  intl: IntlShape,
  { moment }: Pick<Quantities, 'moment'>,
  move: Pick<MoveView, 'run'>,
  { startAt }: Pick<RunOptions, 'startAt'>,
): string {
  if (!mustStart(move)) return intl.formatMessage({ id: 'estimate.main.back' });
  if (move.run.phase === 'paused') return intl.formatMessage({ id: 'estimate.main.goOn' });
  if (startAt === null || startAt <= Date.now()) return intl.formatMessage({ id: 'estimate.main.start' });
  return intl.formatMessage({ id: 'estimate.main.later' }, { moment: moment(startAt) });
}
