import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import type { AppSettings } from '../../shared/ipc/settings.ts';
import { ask } from '../bridge.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Pigeon } from '../components/pigeon.tsx';
import { usePlace } from '../use-place.ts';
import { useIsDark } from '../use-theme.ts';
import { Help } from './help.tsx';
import { LanguageSelect } from './language-select.tsx';

/** The name, which leads home, and what is wanted on every screen: language, theme, settings, help. */
export function Header({ settings }: { readonly settings: AppSettings }): React.JSX.Element {
  const intl = useIntl();
  const { goTo } = usePlace();
  const [isHelping, setIsHelping] = useState(false);
  return (
    <header className="header">
      <AriaButton className="header__name" onPress={() => goTo({ kind: 'home' })}>
        <Pigeon />
        <FormattedMessage id="app.name" />
        <span className="visually-hidden">
          <FormattedMessage id="frame.home" />
        </span>
      </AriaButton>
      <div className="header__tools">
        <LanguageSelect />
        <ThemeButton theme={settings.theme} />
        <IconButton
          icon="settings"
          label={intl.formatMessage({ id: 'frame.settings' })}
          onPress={() => goTo({ kind: 'settings' })}
        />
        <IconButton icon="help" label={intl.formatMessage({ id: 'frame.help' })} onPress={() => setIsHelping(true)} />
      </div>
      <Help isOpen={isHelping} onClose={() => setIsHelping(false)} />
    </header>
  );
}

function ThemeButton({ theme }: { readonly theme: AppSettings['theme'] }): React.JSX.Element {
  const intl = useIntl();
  const other = useIsDark(theme) ? 'light' : 'dark';
  return (
    <IconButton
      icon={other === 'dark' ? 'moon' : 'sun'}
      label={intl.formatMessage({ id: `frame.theme.${other}` })}
      onPress={() => void ask('changeSettings', { theme: other })}
    />
  );
}
