import { bad, ok, type Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { tellChanges } from '../tell-changes.ts';

/** IDLE (RFC 2177): tells changes as they happen, until the client says DONE. */
export async function idle(session: Session): Promise<Outcome> {
  await session.wire.write('+ idling\r\n');
  await tellChanges(session, true);
  await session.wire.flush();
  const mailbox = session.selected?.mailbox;
  const onChange = (): void => {
    // The connection may just have ended; then reading ends too, and says so.
    void tellChanges(session, true)
      .then(() => session.wire.flush())
      .catch(() => undefined);
  };
  mailbox?.listeners.add(onChange);
  try {
    const line = await session.wire.readLine();
    if (line.toUpperCase() !== 'DONE') throw bad('DONE expected');
  } finally {
    mailbox?.listeners.delete(onChange);
  }
  return ok('IDLE completed');
}
