import type { AccountAddressInput, AccountView, SignInRequest } from '../../../shared/ipc/account-view.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { AddressLookUp, Proposal, ProviderCard } from '../../../shared/model/provider.ts';

/** Which of the two accounts. */
export type AccountSide = SignInRequest['side'];

/** What is on the form, but for the password. */
export interface AccountForm {
  /** The mail address as typed. */
  readonly typed: string;
  /** What it told; null while nobody asked since it changed. */
  readonly found: AddressLookUp | null;
  /** The network is being asked what it knows of the address. */
  readonly isSearching: boolean;
  /** The network told it, not the directory: it may be wrong. */
  readonly isByNetwork: boolean;
  /** The proposal in use, by its place in `found`. */
  readonly proposal: number;
  readonly host: string;
  /** As typed. */
  readonly port: string;
  readonly security: AccountAddressInput['security'];
  /** Empty: the same as `typed`. */
  readonly user: string;
  readonly source: SignInRequest['settingSource'];
  /** The server's fields are shown. */
  readonly isOpen: boolean;
  /** The person names the server: the address is not looked up. */
  readonly isManual: boolean;
  /** Software of an own server, by its id in the directory. */
  readonly stack: string | null;
}

/** A fields of the server that can be edited. */
export type ServerSetting = 'host' | 'port' | 'security' | 'user';

/** Nothing typed yet. */
export const emptyForm: AccountForm = {
  typed: '',
  found: null,
  isSearching: false,
  isByNetwork: false,
  proposal: 0,
  host: '',
  port: '993',
  security: 'tls',
  user: '',
  source: 'typed',
  isOpen: false,
  isManual: false,
  stack: null,
};

/** The form of an account that is known, to sign in to it again. */
export function formOf(account: AccountView): AccountForm {
  const { typed, address, settingSource, provider } = account;
  return {
    ...emptyForm,
    typed,
    found: provider && { kind: 'known', provider, proposals: [] },
    isManual: provider === null,
    host: address.host,
    port: String(address.port),
    security: address.security,
    user: address.user,
    source: settingSource,
  };
}

/** Another address: what the old one told is no longer true. */
export function withTyped(form: AccountForm, typed: string): AccountForm {
  return form.isManual ? { ...form, typed } : { ...emptyForm, typed };
}

/** What the address told. The first proposal is filled in; without one, the person must name the server. */
export function withFound(form: AccountForm, found: AddressLookUp, isByNetwork = false): AccountForm {
  const told = { ...form, found, isByNetwork, isSearching: false, proposal: 0 };
  const proposal = proposalsOf(found)[0];
  if (!proposal) return { ...told, isOpen: found.kind === 'known' || found.kind === 'unknown' };
  return withAddress(told, proposal);
}

/** Whether nobody knows a server for the address. */
export function isNothingFound({ found }: AccountForm): boolean {
  return found?.kind === 'unknown' && found.proposals.length === 0;
}

/** Whether the server in use is only likely the right one. */
export function isUnsure({ found, proposal }: AccountForm): boolean {
  return proposalsOf(found)[proposal]?.confirmed === false;
}

/** The part after the @, as typed. */
export function domainOf({ typed }: AccountForm): string {
  return typed.trim().replace(/^.*@/u, '');
}

/** The proposal after the one in use, or null. */
export function nextProposal(form: AccountForm): Proposal | null {
  return proposalsOf(form.found)[form.proposal + 1] ?? null;
}

/** Takes the next proposal. */
export function withNextProposal(form: AccountForm): AccountForm {
  const next = nextProposal(form);
  return next ? { ...withAddress(form, next), proposal: form.proposal + 1 } : form;
}

/** A setting changed by hand. The port follows the protection while it is the usual one for it. */
export function withSetting(form: AccountForm, setting: ServerSetting, value: string): AccountForm {
  const changed = { ...form, source: 'typed' as const, isOpen: true };
  if (setting !== 'security') return { ...changed, [setting]: value };
  const security = value === 'starttls' ? 'starttls' : 'tls';
  return { ...changed, security, port: form.port === usualPort[form.security] ? usualPort[security] : form.port };
}

/** The person names the server. `server`: what is known of it, for example of Proton Mail Bridge. */
export function asManual(form: AccountForm, server: Partial<AccountForm> = {}): AccountForm {
  return { ...emptyForm, typed: form.typed, isManual: true, isOpen: true, ...server };
}

/** The provider, where the address told it. */
export function providerOf(form: AccountForm): ProviderCard | null {
  return !form.isManual && form.found?.kind === 'known' ? form.found.provider : null;
}

/** Where the form says the account lives. Only for a form without faults, see find-faults.ts. */
export function addressOf(form: AccountForm): AccountAddressInput {
  const { host, port, security, user, typed } = form;
  return { host: host.trim(), port: Number(port), security, user: user.trim() || typed.trim() };
}

/** What is asked of the main process. */
export function requestOf(
  form: AccountForm,
  of: { readonly move: MoveView; readonly side: AccountSide; readonly secret: string },
): SignInRequest {
  return {
    move: of.move.id,
    side: of.side,
    typed: form.typed.trim(),
    address: addressOf(form),
    settingSource: form.source,
    provider: providerOf(form)?.id ?? form.stack,
    secret: of.secret === '' ? null : of.secret,
  };
}

const usualPort = { tls: '993', starttls: '143' } as const;

function proposalsOf(found: AddressLookUp | null): readonly Proposal[] {
  return found?.kind === 'known' || found?.kind === 'unknown' ? found.proposals : [];
}

function withAddress(form: AccountForm, { address, source }: Proposal): AccountForm {
  const { host, port, security, user } = address;
  const parsed = security === 'starttls' ? 'starttls' : 'tls';
  return { ...form, host, port: String(port), security: parsed, user, source };
}
