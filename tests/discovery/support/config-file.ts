/** One server of a configuration file. */
export interface ConfigServer {
  readonly host: string;
  readonly type?: string;
  readonly port?: string;
  readonly socketType?: string;
  readonly user?: string;
}

/** A file as providers publish it (Mozilla's autoconfig format). */
export function configFile(...servers: readonly ConfigServer[]): string {
  const incoming = servers.map(
    ({ host, type = 'imap', port = '993', socketType = 'SSL', user = '%EMAILADDRESS%' }) => `
    <incomingServer type="${type}">
      <hostname>${host}</hostname>
      <port>${port}</port>
      <socketType>${socketType}</socketType>
      <authentication>password-cleartext</authentication>
      <username>${user}</username>
    </incomingServer>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- Made by hand. -->
<clientConfig version="1.1">
  <emailProvider id="example.org">
    <domain>example.org</domain>
    <displayName>Example &amp; Sons</displayName>${incoming.join('')}
    <outgoingServer type="smtp"><hostname>smtp.example.org</hostname><port>465</port></outgoingServer>
  </emailProvider>
</clientConfig>
`;
}
