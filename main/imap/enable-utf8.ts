import { MailError } from '../engine/mail-error.ts';
import type { Connection } from './connection.ts';
import { textOf } from './response-values.ts';

/**
 * ENABLE UTF8=ACCEPT where it is offered (RFC 9755): otherwise such a server may send a changed form of messages with UTF-8
 * in their headers. Costs a round trip there, and nothing elsewhere.
 * @returns whether it is on; from then on mailbox names travel as UTF-8
 */
export async function enableUtf8(connection: Connection): Promise<boolean> {
  const offered = ['UTF8=ACCEPT', 'UTF8=ONLY'].some((name) => connection.capabilities.has(name));
  if (!offered || !connection.capabilities.has('ENABLE')) return false;
  let enabled = false;
  try {
    await connection.run('ENABLE', [{ type: 'ATOM', value: 'UTF8=ACCEPT' }], {
      occasion: 'LIST',
      untagged: {
        ENABLED: ({ attributes = [] }) => {
          enabled ||= attributes.some((value) => textOf(value)?.toUpperCase() === 'UTF8=ACCEPT');
        },
      },
    });
  } catch (error) {
    if (error instanceof MailError && error.facts.kind === 'refused') return false;
    connection.destroy();
    throw error;
  }
  return enabled;
}
