import { signInNew, signInOld } from './sign-in.ts';
import { arriveAt, button, field, press, type At, type TypedAccount } from './wizard.ts';

/** From the first screen into the wizard. */
export async function startMove(here: At): Promise<void> {
  await press(here, 'home.start');
  await arriveAt(here, 'old-mailbox');
}

/** Waits for the checks, reads every note, and goes on. */
export async function passChecks(here: At): Promise<void> {
  const { page, say } = here;
  await arriveAt(here, 'checks');
  await page.getByText(say('checks.checkedAt', { moment: '' }).trim()).waitFor({ timeout: 60_000 });
  // The label, as a person does: the box itself is drawn beside it.
  const notes = page.getByText(say('checks.understand'), { exact: true });
  for (const note of await notes.all()) await note.click();
  await press(here, 'checks.continue');
}

/** Takes the folders as they are proposed. */
export async function keepFolders(here: At): Promise<void> {
  await arriveAt(here, 'folders');
  await press(here, 'folders.continue');
}

/** How the copy goes. */
export interface Pace {
  /** A limit in megabits a second: so that there is a middle in which things can happen. */
  readonly mbit?: 1 | 5 | 20;
  /** Called when all is ready and nothing is copied yet. */
  readonly onReady?: () => void;
}

/** Reads the estimate and begins. */
export async function startCopying(here: At, { mbit, onReady }: Pace = {}): Promise<void> {
  await arriveAt(here, 'estimate');
  if (mbit !== undefined)
    await field(here, 'estimate.speed').selectOption({ label: here.say('estimate.speed.mbit', { mbit }) });
  onReady?.();
  await press(here, 'estimate.main.start');
  await arriveAt(here, 'copying');
}

/** Between which mailboxes. */
export interface BothAccounts {
  readonly old: TypedAccount;
  readonly new: TypedAccount;
}

/** From the first step until messages are being copied. */
export async function walkFromStart(here: At, accounts: BothAccounts, pace?: Pace): Promise<void> {
  await arriveAt(here, 'old-mailbox');
  await signInOld(here, accounts.old);
  await signInNew(here, accounts.new);
  await passChecks(here);
  await keepFolders(here);
  await startCopying(here, pace);
}

/** From the first screen until messages are being copied. */
export async function moveBetween(here: At, accounts: BothAccounts, pace?: Pace): Promise<void> {
  await startMove(here);
  await walkFromStart(here, accounts, pace);
}

/** Waits until the copy is at its end. */
export async function waitForFinish(here: At, timeout = 60_000): Promise<void> {
  await button(here, 'copying.proof').waitFor({ timeout });
}

/** Opens the proof of a move that is finished. */
export async function openProof(here: At): Promise<void> {
  await press(here, 'copying.proof');
  await arriveAt(here, 'verification');
}
