import { FormattedMessage } from 'react-intl';
import { Button } from '../../components/button.tsx';
import type { WhyNot } from './why-not.ts';

/** Where what is left to do stands. */
const places = {
  fail: '.check--fail',
  warn: '.check--warn:has(input:not(:checked))',
} as const;

/** Why the main button cannot be pressed, and the way to what it waits for. */
export function WhyNotYet({ reason }: { readonly reason: WhyNot }): React.JSX.Element {
  if (!('count' in reason)) {
    return (
      <p className="checks__why quiet">
        <FormattedMessage id={`checks.why.${reason.kind}`} />
      </p>
    );
  }
  const { kind, count } = reason;
  return (
    <p className="checks__why">
      <FormattedMessage id={`checks.why.${kind}`} values={{ count }} />
      <Button kind="quiet" onPress={() => document.querySelector<HTMLElement>(places[kind])?.focus()}>
        <FormattedMessage id="checks.why.show" />
      </Button>
    </p>
  );
}
