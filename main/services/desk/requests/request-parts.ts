import type { DeskParts } from '../desk-parts.ts';
import type { AccountRecord } from '../move-record.ts';
import type { LiveMove } from '../view/move-view.ts';

/** What answering a request about a move takes. */
export interface RequestParts {
  readonly parts: DeskParts;
  /** @throws NoSuchMove */
  find(id: string): LiveMove;
  /** Keychain items that hold a secret of some move. */
  readonly secrets: Set<string>;
  /** Tells the move's view before the request is answered. */
  tellNow(id: string): void;
  /** Removes a password, or takes back what the person permitted, unless another move lives on it. */
  forgetSecret(account: AccountRecord): Promise<void>;
}
