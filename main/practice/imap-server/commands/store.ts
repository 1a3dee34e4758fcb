import { acceptFlags, parseFlags } from '../flags.ts';
import { messagesInSet } from '../message-set.ts';
import { bad, ok, type Outcome } from '../outcome.ts';
import type { SelectedMailbox } from '../selected-mailbox.ts';
import type { Session } from '../session.ts';
import type { StoredMessage } from '../stored-mailbox.ts';
import { flagsResponse } from '../tell-changes.ts';
import { formatSequenceSet } from '../../../../shared/sequence-set.ts';
import { keywordOf, listOf, stringOf, type Value } from '../values.ts';

const ITEM = /^([+-]?)FLAGS(\.SILENT)?$/i;

/** STORE and UID STORE (RFC 9051 6.4.6), with UNCHANGEDSINCE (RFC 7162 3.1.3). */
export async function store(session: Session, args: readonly Value[], byUid: boolean): Promise<Outcome> {
  const selected = session.requireWritable();
  const conditional = args[1]?.kind === 'list';
  const unchangedSince = conditional ? parseCondition(session, args[1]) : null;
  const [item, ...flagArgs] = args.slice(conditional ? 2 : 1);
  const match = ITEM.exec(stringOf(item));
  if (match === null || flagArgs.length === 0) throw bad('FLAGS expected');
  const flags = parseFlags(flagArgs[0]?.kind === 'list' ? listOf(flagArgs[0]) : flagArgs);
  const modified: number[] = [];
  for (const numbered of messagesInSet(selected, stringOf(args[0]), byUid)) {
    const { message, sequence } = numbered;
    if (unchangedSince !== null && message.modseq > unchangedSince) {
      modified.push(byUid ? message.uid : sequence);
      continue;
    }
    change(session, selected, message, { sign: match[1] ?? '', flags });
    selected.knows(message);
    if (match[2] === undefined || session.condstore) await session.untagged(flagsResponse(session, numbered));
  }
  return ok(modified.length === 0 ? 'STORE completed' : `[MODIFIED ${formatSequenceSet(modified)}] STORE completed`);
}

function change(
  session: Session,
  { mailbox }: SelectedMailbox,
  message: StoredMessage,
  { sign, flags }: { sign: string; flags: readonly string[] },
): void {
  const named = new Set(flags.map((flag) => flag.toLowerCase()));
  const others = message.flags.filter((flag) => !named.has(flag.toLowerCase()));
  const accepted = sign === '-' ? [] : acceptFlags(session.context.rules, mailbox, flags);
  const kept = sign === '' ? [] : others;
  mailbox.setFlags(message, [...kept, ...accepted]);
}

function parseCondition(session: Session, value: Value | undefined): number {
  const [name, modseq] = listOf(value);
  const since = Number(stringOf(modseq));
  if (!session.context.features.condstore || keywordOf(name) !== 'UNCHANGEDSINCE' || !Number.isSafeInteger(since)) {
    throw bad('Unknown store modifier');
  }
  session.condstore = true;
  return since;
}
