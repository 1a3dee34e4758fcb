import type { Locator, Page } from 'playwright';
import { wizardSteps, type WizardStep } from '../../../shared/ipc/wizard-step.ts';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import type { Homing } from './open-homing.ts';
import { wordsOf, type Say } from './words.ts';

/** A window, and the language one reads there. */
export interface At {
  readonly page: Page;
  readonly say: Say;
  /** Whether the person vouches for each server: the computer trusts none of them. */
  readonly vouches: boolean;
}

/** An account as a person types it. */
export interface TypedAccount {
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly password: string;
}

/** Looks at the window of an app. */
export function at({ page, vouches }: Pick<Homing, 'page' | 'vouches'>, language: 'en' | 'fr' = 'en'): At {
  return { page, say: wordsOf(language), vouches };
}

/** A button by its words. */
export function button({ page, say }: At, id: MessageId, values?: Parameters<Say>[1]): Locator {
  return page.getByRole('button', { name: say(id, values), exact: true });
}

/** How long a finger stays on a button: what changes under it meanwhile is noticed. */
const pressMs = 100;

/** Presses a button, as soon as it is there and can be pressed. */
export async function press(here: At, id: MessageId, values?: Parameters<Say>[1]): Promise<void> {
  await button(here, id, values).click({ delay: pressMs });
}

/** A field by its label. */
export function field({ page, say }: At, id: MessageId): Locator {
  return page.getByLabel(say(id), { exact: true });
}

/** The heading of a step; there when the step is open. */
export function heading({ page, say }: At, step: WizardStep): Locator {
  const values = { number: wizardSteps.indexOf(step) + 1, total: wizardSteps.length };
  const name = say('frame.stepTitle', { ...values, step: say(`frame.step.${step}`) });
  return page.getByRole('heading', { level: 1, name, exact: true });
}

/** Resolves when a step is open. */
export async function arriveAt(here: At, step: WizardStep): Promise<void> {
  await heading(here, step).waitFor();
}
