import { wizardSteps, type WizardStep } from '../../../shared/ipc/wizard-step.ts';
import type { MoveRecord } from './move-record.ts';

const position = (step: WizardStep): number => wizardSteps.indexOf(step);

/** The later one of two steps. */
export function furthest(one: WizardStep, other: WizardStep): WizardStep {
  return position(one) >= position(other) ? one : other;
}

/**
 * The furthest step that may be opened: one never goes past what a step needs, and never loses what was reached, unless an account
 * was taken away again.
 * @param checksPassed whether the checks of this process let one go on
 */
export function reachable(record: MoveRecord, checksPassed: boolean): WizardStep {
  if (!record.source) return 'old-mailbox';
  if (!record.destination) return 'new-mailbox';
  if (record.finishedAt !== null) return 'after';
  if (record.startedAt !== null || record.wanted !== 'nothing') return 'copying';
  const choosing = checksPassed || position(record.reached) > position('checks');
  return choosing ? furthest('folders', earlier(record.reached, 'estimate')) : 'checks';
}

/** Whether a step may be opened: what is reachable, and the next one where that is only a matter of going on. */
export function mayOpen(step: WizardStep, record: MoveRecord, checksPassed: boolean): boolean {
  const limit = reachable(record, checksPassed);
  return position(step) <= position(limit) || (step === 'estimate' && limit === 'folders');
}

function earlier(one: WizardStep, other: WizardStep): WizardStep {
  return position(one) <= position(other) ? one : other;
}
