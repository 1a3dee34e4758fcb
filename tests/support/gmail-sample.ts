import { gmailLetters } from './gmail-letters.ts';
import { GmailMemory } from './gmail-memory.ts';

/** An account in memory with everything that makes labels hard. */
export function labelledAccount(): GmailMemory {
  const gmail = new GmailMemory();
  for (const letter of gmailLetters) gmail.put(letter);
  return gmail;
}
