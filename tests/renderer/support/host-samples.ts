import { hostView, type HostView } from '../../../shared/ipc/hosts-view.ts';

/** A host of which nothing is known but its page, checked against the contract. */
export function sampleHost(overrides: Partial<HostView>): HostView {
  const name = overrides.name ?? 'A host';
  return hostView.parse({
    id: name.toLowerCase().replaceAll(/[^a-z]/gu, '_'),
    name,
    page: 'https://host.example',
    country: null,
    dataCountry: null,
    ownDomain: null,
    organisation: null,
    languages: null,
    signIn: 'not-known',
    imap: { servers: [], confirmed: false, probed: null },
    sources: [{ fact: 'addresses', text: 'a test', confirmed: true }],
    ...overrides,
  });
}
