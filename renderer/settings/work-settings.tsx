import { FormattedMessage, useIntl } from 'react-intl';
import type { AppSettings } from '../../shared/ipc/settings.ts';
import { Choice } from '../components/choice.tsx';
import { Switch } from '../components/switch.tsx';
import type { SettingsProps } from './settings-props.ts';

const closings = ['ask', 'keep-running', 'quit'] as const satisfies readonly AppSettings['onClose'][];
const powers = ['continue', 'pause'] as const satisfies readonly AppSettings['onBattery'][];

/** What happens while mail is being copied. */
export function WorkSettings({ settings, change }: SettingsProps): React.JSX.Element {
  const intl = useIntl();
  return (
    <section className="settings__group card" aria-labelledby="settings-work">
      <h2 id="settings-work">
        <FormattedMessage id="settings.work" />
      </h2>
      <Switch
        isSelected={settings.keepAwake}
        text={<FormattedMessage id="settings.keepAwake.text" />}
        onChange={(keepAwake) => change({ keepAwake })}
      >
        <FormattedMessage id="settings.keepAwake" />
      </Switch>
      <Switch
        isSelected={settings.notifications}
        text={<FormattedMessage id="settings.notifications.text" />}
        onChange={(notifications) => change({ notifications })}
      >
        <FormattedMessage id="settings.notifications" />
      </Switch>
      <Choice
        label={intl.formatMessage({ id: 'settings.onClose' })}
        value={settings.onClose}
        options={closings.map((value) => ({
          value,
          label: <FormattedMessage id={`settings.onClose.${value}`} />,
          text: <FormattedMessage id={`settings.onClose.${value}.text`} />,
        }))}
        onChange={(onClose) => change({ onClose })}
      />
      <Choice
        label={intl.formatMessage({ id: 'settings.onBattery' })}
        value={settings.onBattery}
        options={powers.map((value) => ({ value, label: <FormattedMessage id={`settings.onBattery.${value}`} /> }))}
        onChange={(onBattery) => change({ onBattery })}
      />
    </section>
  );
}
