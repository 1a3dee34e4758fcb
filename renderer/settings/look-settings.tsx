import { FormattedMessage, useIntl } from 'react-intl';
import type { AppSettings } from '../../shared/ipc/settings.ts';
import { Choice } from '../components/choice.tsx';
import { Select } from '../components/select.tsx';
import { languageOptions } from '../frame/language-select.tsx';
import type { SettingsProps } from './settings-props.ts';

const themes = ['system', 'light', 'dark'] as const satisfies readonly AppSettings['theme'][];

/** Language and theme. */
export function LookSettings({ settings, change }: SettingsProps): React.JSX.Element {
  const intl = useIntl();
  const system = { value: 'system' as const, label: intl.formatMessage({ id: 'settings.language.system' }) };
  return (
    <section className="settings__group card" aria-labelledby="settings-look">
      <h2 id="settings-look">
        <FormattedMessage id="settings.look" />
      </h2>
      <Select<AppSettings['language']>
        label={intl.formatMessage({ id: 'settings.language' })}
        value={settings.language}
        options={[system, ...languageOptions()]}
        onChange={(language) => change({ language })}
      />
      <Choice
        label={intl.formatMessage({ id: 'settings.theme' })}
        look="segments"
        value={settings.theme}
        options={themes.map((value) => ({ value, label: <FormattedMessage id={`settings.theme.${value}`} /> }))}
        onChange={(theme) => change({ theme })}
      />
    </section>
  );
}
