import tls from 'node:tls';

/** Tells the certificates of a store, as PEM; Node has it from 22.15 on. */
export type TellCertificates = (store: 'default' | 'system') => readonly string[];

/**
 * The authorities to trust: those that Node brings and NODE_EXTRA_CA_CERTS, those of the system, and an extra one. Null stands for Node's
 * own default, where it cannot tell what that is: NODE_EXTRA_CA_CERTS counts only there.
 */
export function trustedAuthorities(
  extraCa: string | undefined,
  tell: TellCertificates | undefined,
): readonly string[] | null {
  const extra = extraCa === undefined ? [] : [extraCa];
  if (tell !== undefined) return [...new Set([...tell('default'), ...tell('system'), ...extra])];
  return extraCa === undefined ? null : [...tls.rootCertificates, ...extra];
}

/** What verifies a server: made once per account, since reading hundreds of authorities takes a while each time. */
export function trustStore(extraCa: string | undefined): tls.SecureContext {
  const tell = (tls as { readonly getCACertificates?: TellCertificates }).getCACertificates;
  const ca = trustedAuthorities(extraCa, tell);
  return tls.createSecureContext({ minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca: [...ca] }) });
}
