import { useIntl } from 'react-intl';
import { catalogue, type Language } from '../../shared/messages/catalogue.ts';
import { ask } from '../bridge.ts';
import { Select } from '../components/select.tsx';

const languages = Object.keys(catalogue) as Language[];

/** Each language as it calls itself, so that it is found by who cannot read the present one. */
export function languageOptions(): readonly {
  readonly value: Language;
  readonly label: string;
  readonly lang: string;
}[] {
  return languages.map((value) => {
    const name = new Intl.DisplayNames(value, { type: 'language' }).of(value) ?? value;
    return { value, label: name.charAt(0).toLocaleUpperCase(value) + name.slice(1), lang: value };
  });
}

/** The window's language, to be changed at once. */
export function LanguageSelect(): React.JSX.Element {
  const intl = useIntl();
  const language = languages.find((known) => known === intl.locale) ?? 'en';
  return (
    <Select
      label={intl.formatMessage({ id: 'frame.language' })}
      isLabelHidden
      icon="globe"
      value={language}
      options={languageOptions()}
      onChange={(chosen) => void ask('changeSettings', { language: chosen })}
    />
  );
}
