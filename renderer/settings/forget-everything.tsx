import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { ask } from '../bridge.ts';
import { Button } from '../components/button.tsx';
import { ConfirmDialog } from '../components/dialog.tsx';
import { Notice } from '../components/notice.tsx';

/** Removes everything of Homing's from this computer, after asking. */
export function ForgetEverything(): React.JSX.Element {
  const intl = useIntl();
  const [stage, setStage] = useState<'idle' | 'asking' | 'busy' | 'done'>('idle');
  const forget = async (): Promise<void> => {
    setStage('busy');
    try {
      await ask('forgetEverything');
      setStage('done');
    } catch (error) {
      setStage('idle');
      throw error;
    }
  };
  return (
    <section className="settings__group card" aria-labelledby="settings-forget">
      <h2 id="settings-forget">
        <FormattedMessage id="settings.forget" />
      </h2>
      <p className="settings__text">
        <FormattedMessage id="settings.forget.text" />
      </p>
      <div role="status">
        {stage === 'done' && <Notice tone="good" title={<FormattedMessage id="settings.forget.done" />} />}
      </div>
      <div>
        <Button kind="danger" icon="trash" onPress={() => setStage('asking')}>
          <FormattedMessage id="settings.forget.button" />
        </Button>
      </div>
      <ConfirmDialog
        isOpen={stage === 'asking' || stage === 'busy'}
        title={<FormattedMessage id="settings.forget.title" />}
        cancelLabel={intl.formatMessage({ id: 'settings.forget.cancel' })}
        confirm={{
          label: intl.formatMessage({ id: 'settings.forget.confirm' }),
          kind: 'danger',
          isBusy: stage === 'busy',
          onPress: () => void forget(),
        }}
        onCancel={() => setStage('idle')}
      >
        <p>
          <FormattedMessage id="settings.forget.what" />
        </p>
        <p>
          <strong>
            <FormattedMessage id="settings.forget.mail" />
          </strong>
        </p>
      </ConfirmDialog>
    </section>
  );
}
