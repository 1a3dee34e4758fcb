import type { Draw } from './draw.ts';
import type { Held, Letter } from './mailbox.ts';
import type { Quirk } from './quirk.ts';

/** Whose server it is. */
export type Role = 'source' | 'destination';

/** Some messages, wherever they are. */
export interface Chosen {
  has(message: Held | Letter): boolean;
  readonly words: string;
}

/** What a misbehaviour can be about. */
export interface Stage {
  readonly draw: Draw;
  readonly role: Role;
  /** Names on the wire; not empty. */
  readonly mailboxes: readonly string[];
  /** Milliseconds the product waits for a server that finishes an APPEND late. */
  readonly graceMs: number;
  /** Draws a few of the source's messages, at least one. */
  choose(): Chosen;
}

/**
 * What a move between a server like this and an ordinary one must come to. `all`: everything arrives, and the outcome says so. `arrives`:
 * everything arrives, though something may be said to be otherwise than it was. `named`: it finishes, and what does not arrive is named.
 * `stops`: it may end earlier, with a reason.
 */
export type Expectation = 'all' | 'arrives' | 'named' | 'stops';

/** A kind of misbehaviour, or of legal but rare answers. */
export interface Kind {
  readonly id: string;
  /** Kinds of one group are about the same thing: a server has only one of them. */
  readonly group: string;
  readonly roles: readonly Role[];
  readonly expect: Readonly<Record<Role, Expectation>>;
  make(stage: Stage): Quirk;
}

/** Makes the kinds of one group. @param expect by role, where that is not the same */
export function inGroup(
  group: string,
): (
  id: string,
  roles: readonly Role[],
  expect: Expectation | Readonly<Record<Role, Expectation>>,
  make: Kind['make'],
) => Kind {
  return (id, roles, expect, make) => ({
    id,
    group,
    roles,
    expect: typeof expect === 'string' ? { source: expect, destination: expect } : expect,
    make,
  });
}

export const BOTH: readonly Role[] = ['source', 'destination'];
export const AT_SOURCE: readonly Role[] = ['source'];
export const AT_DESTINATION: readonly Role[] = ['destination'];

/** Whatever there is. */
export const EVERY: Chosen = { has: () => true, words: 'every message' };

/** What a message is, whoever holds it. */
export function bodyOf(message: Held | Letter): Buffer {
  return 'sent' in message ? message.sent : message.body;
}
