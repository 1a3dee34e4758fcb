/**
 * What tests ask for by the page's address, to see how the window copes with other languages than those it speaks: longer words
 * (`?pseudo`), and writing from right to left (`?dir=rtl`).
 */
export interface StandIn {
  readonly pseudo: boolean;
  readonly direction: 'ltr' | 'rtl';
}

/** @param location of the page; in the app itself nothing is asked for by address */
export function readStandIn(location: Pick<Location, 'protocol' | 'search'>): StandIn {
  const wish = new URLSearchParams(location.protocol === 'app:' ? '' : location.search);
  return { pseudo: wish.has('pseudo'), direction: wish.get('dir') === 'rtl' ? 'rtl' : 'ltr' };
}
