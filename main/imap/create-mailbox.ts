import { MailError } from '../engine/mail-error.ts';
import type { MailboxRole } from '../../shared/model/mailbox.ts';
import type { Connection } from './connection.ts';
import type { CommandValue } from './imapflow-internals.ts';

const USE: Readonly<Record<MailboxRole, string | null>> = {
  inbox: null,
  sent: '\\Sent',
  drafts: '\\Drafts',
  archive: '\\Archive',
  junk: '\\Junk',
  trash: '\\Trash',
  all: '\\All',
  flagged: '\\Flagged',
  important: '\\Important',
};

/** CREATE, with the special use where the server lets it be chosen (RFC 6154 3), and without when it does not want this one. */
export async function createMailbox(
  connection: Connection,
  mailbox: CommandValue,
  role: MailboxRole | null,
): Promise<void> {
  const use = specialUseOf(connection, role);
  if (use) {
    try {
      await connection.run('CREATE', [mailbox, [atom('USE'), [atom(use)]]], { occasion: 'CREATE' });
      return;
    } catch (error) {
      if (!(error instanceof MailError) || error.facts.kind !== 'name-refused') throw error;
    }
  }
  await connection.run('CREATE', [mailbox], { occasion: 'CREATE' });
}

/** The special use a mailbox can be created with, or null. */
export function specialUseOf(connection: Connection, role: MailboxRole | null): string | null {
  return role && connection.capabilities.has('CREATE-SPECIAL-USE') ? USE[role] : null;
}

function atom(value: string): CommandValue {
  return { type: 'ATOM', value };
}
