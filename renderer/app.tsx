import { useState } from 'react';
import { assertNever } from '../shared/assert-never.ts';
import type { AppState } from '../shared/ipc/app-state.ts';
import { chooseLanguage } from '../shared/messages/catalogue.ts';
import { Broken, ErrorBoundary } from './error-boundary.tsx';
import { Frame } from './frame/frame.tsx';
import { Home } from './home/home.tsx';
import { LanguageProvider } from './language/language-provider.tsx';
import { PracticeScreen } from './practice/practice-screen.tsx';
import { Settings } from './settings/settings.tsx';
import { useAppState } from './use-app-state.ts';
import { PlaceContext, type Place } from './use-place.ts';
import { usePlaceControl } from './use-place-control.ts';
import { useTheme } from './use-theme.ts';
import { Wizard } from './wizard/wizard.tsx';

/** The window: nothing until main has told what it shows, since it would have to be taken back a moment later. */
export function App(): React.JSX.Element | null {
  const state = useAppState();
  if (state === null) return null;
  if (state !== 'failed') return <Window state={state} />;
  return (
    <LanguageProvider language={chooseLanguage('system', navigator.language)}>
      <Broken />
    </LanguageProvider>
  );
}

function Window({ state }: { readonly state: AppState }): React.JSX.Element {
  const { settings, systemLanguage } = state;
  const [first] = useState(state.place.move);
  const control = usePlaceControl(first);
  useTheme(settings.theme);
  return (
    <LanguageProvider language={chooseLanguage(settings.language, systemLanguage)}>
      <ErrorBoundary>
        <PlaceContext value={control}>
          <Frame settings={settings}>
            <Screen state={state} place={control.place} />
          </Frame>
        </PlaceContext>
      </ErrorBoundary>
    </LanguageProvider>
  );
}

function Screen({ state, place }: { readonly state: AppState; readonly place: Place }): React.JSX.Element {
  switch (place.kind) {
    case 'home':
      return <Home state={state} />;
    case 'move':
      return <Wizard key={place.id} id={place.id} />;
    case 'settings':
      return <Settings state={state} />;
    case 'practice':
      return <PracticeScreen />;
    default:
      return assertNever(place);
  }
}
