import { createContext, useContext } from 'react';

/** What the window shows. */
export type Place =
  | { readonly kind: 'home' }
  | { readonly kind: 'move'; readonly id: string }
  | { readonly kind: 'settings' }
  | { readonly kind: 'practice' };

/** Where the window is, and how it goes elsewhere. */
export interface PlaceControl {
  readonly place: Place;
  goTo(place: Place): void;
  /** To where it was before, else home. */
  goBack(): void;
}

/** Filled by the app. */
export const PlaceContext = createContext<PlaceControl | null>(null);

/** Where the window is, and how it goes elsewhere. */
export function usePlace(): PlaceControl {
  const control = useContext(PlaceContext);
  if (!control) throw new Error('there is no place outside of the app');
  return control;
}
