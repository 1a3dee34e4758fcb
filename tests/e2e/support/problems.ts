import type { MessageId } from '../../../shared/messages/catalogue.ts';
import type { At } from './wizard.ts';

type NameIn<Id> = Id extends `problem.${infer Name}.what` ? Name : never;
/** A problem that has texts of its own. */
export type ProblemName = NameIn<MessageId>;

/** Whose mailbox a problem is about. */
export interface ProblemPlace {
  readonly side: 'source' | 'destination';
  readonly host: string;
}

/** Resolves when the window says of a problem what happened, what it means for the mail, and the next step. */
export async function seeProblem({ page, say }: At, name: ProblemName, place: ProblemPlace): Promise<void> {
  const values = { ...place, hasHost: 'yes', brand: place.host };
  const places = {
    ...values,
    subject: say('problem.place.start', values),
    place: say('problem.place.inside', values),
  };
  for (const part of ['what', 'meaning', 'next'] as const)
    await page.getByText(say(`problem.${name}.${part}`, places)).waitFor();
}
