import { decodeModifiedUtf7 } from '../../../../shared/modified-utf7.ts';
import { matcherFor } from '../mailbox-pattern.ts';
import { findMailbox, nameToWire } from '../mailbox-name.ts';
import { parentsOf } from '../mailbox-tree.ts';
import { ok, type Outcome } from '../outcome.ts';
import { quoteOrNil } from '../quoting.ts';
import type { Session } from '../session.ts';
import { stringOf, type Value } from '../values.ts';

/** LSUB (RFC 3501 6.3.9). */
export async function lsub(session: Session, args: readonly Value[]): Promise<Outcome> {
  const { context } = session;
  const { delimiter } = context.rules;
  const raw = stringOf(args[0]) + stringOf(args[1]);
  const pattern = session.utf8 ? Buffer.from(raw, 'latin1').toString('utf8') : (decodeModifiedUtf7(raw) ?? raw);
  const matches = matcherFor(pattern, delimiter);
  const shown = new Map<string, string>();
  for (const name of context.store.subscriptions) {
    if (matches(name)) shown.set(name, findMailbox(context, name) === undefined ? '\\NoSelect' : '');
    else if (pattern.endsWith('%')) {
      // A parent that is not subscribed itself tells that something below it is.
      for (const parent of parentsOf(name, delimiter)) {
        if (matches(parent) && !shown.has(parent)) shown.set(parent, '\\NoSelect');
      }
    }
  }
  for (const [name, attributes] of shown) {
    await session.untagged(`LSUB (${attributes}) ${quoteOrNil(delimiter)} ${nameToWire(session, name)}`);
  }
  return ok('LSUB completed');
}
