import type { AppState } from '../../shared/ipc/app-state.ts';
import { chooseLanguage, type Language } from '../../shared/messages/catalogue.ts';
import { nativeTexts, type NativeText } from './native-texts.ts';

/** The language spoken now, and its texts. */
export interface Speech {
  readonly language: Language;
  readonly text: NativeText;
}

/** The language of the settings, or of the system. */
export function speechFor({ settings, systemLanguage }: Pick<AppState, 'settings' | 'systemLanguage'>): Speech {
  const language = chooseLanguage(settings.language, systemLanguage);
  return { language, text: nativeTexts(language) };
}

/** Before the settings are known. */
export function systemSpeech(systemLanguage: string): Speech {
  const language = chooseLanguage('system', systemLanguage);
  return { language, text: nativeTexts(language) };
}
