import type { Held } from './mailbox.ts';
import { keyOf, subjectOf } from './world.ts';

/** How often each message is there, by its key. */
export type Counts = Map<string, number>;

/** Counts messages as what they were when they were handed over. */
export function countOf(messages: readonly Held[]): Counts {
  const counts: Counts = new Map();
  for (const message of messages) counts.set(keyOf(message), (counts.get(keyOf(message)) ?? 0) + 1);
  return counts;
}

/** For people to read. */
export function list(messages: readonly Held[]): string {
  return messages.map((message) => `${subjectOf(keyOf(message))} (UID ${String(message.uid)})`).join(', ');
}
