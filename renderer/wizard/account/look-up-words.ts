import type { IntlShape } from 'react-intl';
import { domainOf, isNothingFound, providerOf, type AccountForm } from './account-form.ts';

/** What a screen reader says of looking an address up; empty while there is nothing to say. */
export function lookUpWords(form: AccountForm, intl: IntlShape): string {
  const domain = domainOf(form);
  if (form.isSearching) return intl.formatMessage({ id: 'account.searching' }, { domain });
  if (form.isManual) return '';
  if (isNothingFound(form)) return intl.formatMessage({ id: 'account.nothing.text' }, { domain });
  const name = providerOf(form)?.name ?? proposedHost(form);
  return name === null ? '' : intl.formatMessage({ id: 'account.found.live' }, { name });
}

/** Not what is typed in its place: that would be said at each letter. */
function proposedHost({ found, proposal }: AccountForm): string | null {
  return found?.kind === 'unknown' ? (found.proposals[proposal]?.address.host ?? null) : null;
}
