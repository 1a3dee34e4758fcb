import { NotKnown } from '../not-known.tsx';
import type { EstimateState } from './use-estimate.ts';

/** Why there is no estimate to show, and what helps. */
export function NoEstimate(props: {
  readonly move: string;
  readonly kind: Exclude<EstimateState['kind'], 'ready'>;
  readonly onRetry: () => void;
}): React.JSX.Element {
  return <NotKnown about="estimate" look={null} {...props} />;
}
