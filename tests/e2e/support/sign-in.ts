import { arriveAt, press, field, type At, type TypedAccount } from './wizard.ts';

/** Types an account whose server no directory knows, without signing in. */
export async function typeAccount(here: At, account: TypedAccount): Promise<void> {
  await field(here, 'account.typed').fill(account.address);
  await press(here, 'account.manual');
  await field(here, 'account.host').fill(account.host);
  await field(here, 'account.port').fill(String(account.port));
  await typePassword(here, account.password);
}

/** Types a password only: what else is known stays. */
export async function typePassword(here: At, password: string): Promise<void> {
  await field(here, 'account.secret').fill(password);
}

/** Presses "Sign in" and waits until the account is there with what was found in it. */
export async function signIn(here: At): Promise<void> {
  await press(here, 'account.signIn');
  if (here.vouches) await vouch(here);
  await here.page.getByText(here.say('account.signedIn'), { exact: true }).waitFor();
}

/** Trusts the certificate of a server of one's own. */
async function vouch(here: At): Promise<void> {
  await press(here, 'certificate.trust');
  await press(here, 'certificate.trust.confirm');
}

/** The first step, to its end. */
export async function signInOld(here: At, account: TypedAccount): Promise<void> {
  await arriveAt(here, 'old-mailbox');
  await typeAccount(here, account);
  await signIn(here);
  await press(here, 'account.continue');
}

/** The second step, to its end. */
export async function signInNew(here: At, account: TypedAccount): Promise<void> {
  await arriveAt(here, 'new-mailbox');
  await typeAccount(here, account);
  await signIn(here);
  await press(here, 'account.continue');
}
