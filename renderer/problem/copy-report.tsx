import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { ask } from '../bridge.ts';
import { Button } from '../components/button.tsx';

/** Puts a report without personal data on the clipboard, and says so. */
export function CopyReport({ move }: { readonly move: string }): React.JSX.Element {
  const [state, setState] = useState<'text' | 'done' | 'failed'>('text');
  const copy = (): void => {
    ask('copyReport', { move }).then(
      () => setState('done'),
      () => setState('failed'),
    );
  };
  return (
    <div className="problem__report">
      <Button kind="plain" icon="copy" onPress={copy}>
        <FormattedMessage id="problem.copyReport" />
      </Button>
      <span role="status" className="quiet">
        {state === 'text' && <FormattedMessage id="problem.copyReport.text" />}
        {state === 'done' && <FormattedMessage id="problem.copyReport.done" />}
        {state === 'failed' && <FormattedMessage id="problem.copyReport.failed" />}
      </span>
    </div>
  );
}
