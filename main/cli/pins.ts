import type { AccountAddress } from '../../shared/model/account.ts';
import { readFingerprint } from '../../shared/model/certificate.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { isNobodys } from '../services/desk/account/own-server.ts';
import type { ProviderDirectory } from '../services/provider-directory.ts';
import { CliError } from './cli-error.ts';
import type { SecretSide } from './secrets.ts';
import type { Ends } from './settings.ts';

/** The certificates to trust by hand, as SHA-256, by the side whose server shows them. */
export type Pins = Readonly<Partial<Record<SecretSide, string>>>;

const example = 'for example --pin mail.example.org:993=A1:B2:… with the 64 digits of its SHA-256';

/** Whether a server may be somebody's own, so that its certificate can be trusted by hand. */
export function mayBeOwn(address: AccountAddress, directory: ProviderDirectory): boolean {
  return isNobodys({ address, provider: null }, directory);
}

/**
 * Reads `--pin SHA256` and `--pin HOST:PORT=SHA256`. Without a server it is for the one that nobody known runs, if there is one such.
 * Throws a {@link CliError} for a pin that belongs to no server, or to one of a known provider.
 */
export function readPins(given: readonly string[], ends: Ends, directory: ProviderDirectory): Pins {
  const pins: Partial<Record<SecretSide, string>> = {};
  for (const text of given) {
    const { server, digits } = split(text);
    const sha256 = readFingerprint(digits);
    if (sha256 === null) throw new CliError('--pin is not a SHA-256 fingerprint.', `Write it ${example}.`);
    for (const side of sidesOf(server, ends, directory)) {
      if (pins[side] !== undefined && pins[side] !== sha256)
        throw new CliError('There are two --pin for one server.', 'Give only the one of the certificate it shows now.');
      pins[side] = sha256;
    }
  }
  return pins;
}

/** openssl itself writes a = before the digits: only a port tells that a server is meant. */
function split(text: string): { readonly server: string | null; readonly digits: string } {
  const named = /^\s*(\S+:\d{1,5})=(.*)$/su.exec(text);
  return { server: named?.[1] ?? null, digits: named?.[2] ?? text };
}

function sidesOf(server: string | null, ends: Ends, directory: ProviderDirectory): readonly SecretSide[] {
  const all = [
    { side: 'FROM', address: ends.from },
    { side: 'TO', address: ends.to },
  ] as const;
  const named = server === null ? all : all.filter(({ address }) => nameOf(address) === server.toLowerCase());
  if (named.length === 0)
    throw new CliError('--pin names a server that is neither that of --from nor that of --to.', `Write it ${example}.`);
  const own = named.filter(({ address }) => mayBeOwn(address, directory));
  const [first] = own;
  if (!first) {
    const hosts = [...new Set(named.map(({ address }) => sanitizeDisplay(address.host)))].join(' and ');
    throw new CliError(
      `--pin is for servers of your own, and a provider runs ${hosts}.`,
      'Leave it out: its certificate is checked as usual.',
    );
  }
  if (own.some(({ address }) => nameOf(address) !== nameOf(first.address)))
    throw new CliError('--pin could be meant for either server.', `Say which one, ${example}.`);
  return own.map(({ side }) => side);
}

function nameOf({ host, port }: AccountAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`.toLowerCase();
}
