import enAccount from './en/account.json' with { type: 'json' };
import enAfter from './en/after.json' with { type: 'json' };
import enApp from './en/app.json' with { type: 'json' };
import enChecks from './en/checks.json' with { type: 'json' };
import enCopying from './en/copying.json' with { type: 'json' };
import enEstimate from './en/estimate.json' with { type: 'json' };
import enFolders from './en/folders.json' with { type: 'json' };
import enNative from './en/native.json' with { type: 'json' };
import enProblem from './en/problem.json' with { type: 'json' };
import enSettings from './en/settings.json' with { type: 'json' };
import enVerification from './en/verification.json' with { type: 'json' };
import frAccount from './fr/account.json' with { type: 'json' };
import frAfter from './fr/after.json' with { type: 'json' };
import frApp from './fr/app.json' with { type: 'json' };
import frChecks from './fr/checks.json' with { type: 'json' };
import frCopying from './fr/copying.json' with { type: 'json' };
import frEstimate from './fr/estimate.json' with { type: 'json' };
import frFolders from './fr/folders.json' with { type: 'json' };
import frNative from './fr/native.json' with { type: 'json' };
import frProblem from './fr/problem.json' with { type: 'json' };
import frSettings from './fr/settings.json' with { type: 'json' };
import frVerification from './fr/verification.json' with { type: 'json' };

const en = {
  ...enAccount,
  ...enAfter,
  ...enApp,
  ...enChecks,
  ...enCopying,
  ...enEstimate,
  ...enFolders,
  ...enNative,
  ...enProblem,
  ...enSettings,
  ...enVerification,
};

/** The name of a message. */
export type MessageId = keyof typeof en;
/** A language with all its messages, in ICU MessageFormat. */
export type Messages = Readonly<Record<MessageId, string>>;

const fr: Messages = {
  ...frAccount,
  ...frAfter,
  ...frApp,
  ...frChecks,
  ...frCopying,
  ...frEstimate,
  ...frFolders,
  ...frNative,
  ...frProblem,
  ...frSettings,
  ...frVerification,
};

/** Every language Homing speaks. */
export const catalogue = { en, fr } as const satisfies Record<string, Messages>;

/** A language Homing speaks. */
export type Language = keyof typeof catalogue;

/** The language for a wish, or for the system's language; English where nothing fits. */
export function chooseLanguage(wish: 'system' | Language, systemLanguage: string): Language {
  if (wish !== 'system') return wish;
  const [primary = ''] = systemLanguage.toLowerCase().split('-');
  return Object.hasOwn(catalogue, primary) ? (primary as Language) : 'en';
}
