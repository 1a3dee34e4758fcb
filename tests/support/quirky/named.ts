import { decodeModifiedUtf7, readModifiedUtf7 } from '../../../shared/modified-utf7.ts';
import { countOf, list } from './counts.ts';
import type { Held, QuirkyMailbox } from './mailbox.ts';
import type { Told } from './receipt-reader.ts';
import { keyOf } from './world.ts';

/** What is missing and neither named nor counted as a shortfall of its mailbox. */
export function unnamed(mailbox: QuirkyMailbox, lost: readonly Held[], told: Told): string[] {
  if (lost.length === 0 || [...told.leftOut].some((name) => isCalled(mailbox, name))) return [];
  // Of equal messages any may be the one that is named.
  const named = told.receipt.exceptions.filter(
    ({ mailbox: name, outcome }) => outcome === 'failed' && isCalled(mailbox, name),
  );
  const uids = new Set(named.map(({ uid }) => uid));
  const keys = countOf(mailbox.messages.filter(({ uid }) => uids.has(uid)));
  const silent = lost.filter((message) => {
    const left = keys.get(keyOf(message)) ?? 0;
    keys.set(keyOf(message), left - 1);
    return left <= 0;
  });
  const shortfalls = told.shortfalls.filter((shortfall) => isCalled(mailbox, shortfall.mailbox));
  const mute = shortfalls
    .filter(({ reason, side }) => !reason || !side)
    .map(() => `a shortfall of ${mailbox.name} has no reason or no side`);
  const counted = shortfalls.reduce((sum, { messages }) => sum + (messages ?? Number.POSITIVE_INFINITY), 0);
  return silent.length > counted
    ? [...mute, `LOST without a word in ${mailbox.name} (${String(counted)} told as short): ${list(silent)}`]
    : mute;
}

/** Whether the receipt names the message, or one that is equal. */
export function isNamed({ receipt }: Told, mailbox: QuirkyMailbox, message: Held): boolean {
  const equal = new Set(mailbox.messages.filter((one) => one.sent.equals(message.sent)).map(({ uid }) => uid));
  return receipt.exceptions.some((one) => isCalled(mailbox, one.mailbox) && equal.has(one.uid));
}

/** Whether a mailbox is, or was, shown under a name: decoded, as it was meant, or as it came over the wire. */
export function isCalled({ name, formerNames }: QuirkyMailbox, shown: string): boolean {
  return [name, ...formerNames].some((one) => {
    const octets = Buffer.from(one, 'latin1');
    return [decodeModifiedUtf7(one), readModifiedUtf7(one), one, octets.toString('utf8')].includes(shown);
  });
}
