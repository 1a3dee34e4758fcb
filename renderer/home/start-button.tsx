import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { ask } from '../bridge.ts';
import { Button } from '../components/button.tsx';
import { usePlace } from '../use-place.ts';

/** Begins a move and shows it. */
export function StartButton({ isFurther = false }: { readonly isFurther?: boolean }): React.JSX.Element {
  const { goTo } = usePlace();
  const [isBusy, setIsBusy] = useState(false);
  const start = async (): Promise<void> => {
    setIsBusy(true);
    try {
      const { move } = await ask('createMove');
      goTo({ kind: 'move', id: move });
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Button kind={isFurther ? 'plain' : 'main'} icon="plus" isBusy={isBusy} onPress={() => void start()}>
      <FormattedMessage id={isFurther ? 'home.start.further' : 'home.start'} />
    </Button>
  );
}
