import { useEffect, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { RefusedError } from '../bridge.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';

/**
 * A request that main turned away and that no screen deals with: a fault of ours, but the person must not wait for something that
 * will not come.
 */
export function RefusalNotice(): React.JSX.Element | null {
  const [isRefused, setIsRefused] = useState(false);
  useEffect(() => {
    const note = (event: PromiseRejectionEvent): void => {
      if (!(event.reason instanceof RefusedError)) return;
      event.preventDefault();
      setIsRefused(true);
    };
    addEventListener('unhandledrejection', note);
    return () => removeEventListener('unhandledrejection', note);
  }, []);
  if (!isRefused) return null;
  const close = (
    <Button onPress={() => setIsRefused(false)}>
      <FormattedMessage id="frame.refused.close" />
    </Button>
  );
  return (
    <div className="frame__notice">
      <Notice tone="warn" role="alert" title={<FormattedMessage id="frame.refused.title" />} actions={close}>
        <FormattedMessage id="frame.refused.text" />
      </Notice>
    </div>
  );
}
