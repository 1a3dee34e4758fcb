import type { Receipt } from '../../shared/model/receipt.ts';
import { countText, messagesText } from '../../shared/quantity-text.ts';

/** A receipt in two sentences. */
export interface Verdict {
  readonly clean: boolean;
  readonly headline: string;
  readonly meaning: string;
}

function proof({ copied, alreadyThere, verified }: Receipt['totals']): string {
  const arrived = copied + alreadyThere;
  if (verified >= arrived) return 'Each of them was found again at the new server and compared with the old one.';
  if (verified === 0) return 'The new server confirmed each of them; they were not compared afterwards.';
  return `${countText(verified)} of them were found again at the new server and compared with the old one.`;
}

/** Says what the numbers of a receipt come to. */
export function receiptVerdict({ totals }: Receipt): Verdict {
  const { copied, alreadyThere, failed, altered, waiting } = totals;
  const arrived = copied + alreadyThere;
  if (waiting > 0)
    return {
      clean: false,
      headline: `${messagesText(waiting)} still to come`,
      meaning: `${messagesText(arrived)} arrived so far and are safe. Run the move again to go on.`,
    };
  if (failed > 0)
    return {
      clean: false,
      headline: `${messagesText(arrived)} arrived, ${countText(failed)} did not`,
      meaning: 'Those that did not are named below, with the reason. They are still in the old mailbox.',
    };
  if (altered > 0)
    return {
      clean: false,
      headline: `All ${messagesText(arrived)} arrived, ${countText(altered)} changed`,
      meaning: 'The new server changed some messages when it stored them. They are named below, with what differs.',
    };
  return { clean: true, headline: `All ${messagesText(arrived)} arrived`, meaning: proof(totals) };
}
