import { capabilitiesOf } from '../capabilities.ts';
import { ok, type Outcome } from '../outcome.ts';
import { quote, quoteOrNil } from '../quoting.ts';
import type { Session } from '../session.ts';
import { stringOf, type Value } from '../values.ts';

/** CAPABILITY (RFC 9051 6.1.1). */
export async function capability(session: Session): Promise<Outcome> {
  await session.untagged(`CAPABILITY ${capabilitiesOf(session)}`);
  return ok('CAPABILITY completed');
}

/** NOOP and CHECK: what changed is told after every command. */
export function noop(): Outcome {
  return ok('Completed');
}

/** ID (RFC 2971). */
export async function id(session: Session): Promise<Outcome> {
  await session.untagged('ID ("name" "Homing practice server")');
  return ok('ID completed');
}

/** ENABLE (RFC 5161); what is unknown is passed over. */
export async function enable(session: Session, args: readonly Value[]): Promise<Outcome> {
  const { features } = session.context;
  const enabled: string[] = [];
  for (const name of args.map((value) => stringOf(value).toUpperCase())) {
    if (name === 'CONDSTORE' && features.condstore) session.condstore = true;
    else if (name === 'UTF8=ACCEPT' && features.utf8Accept) session.utf8 = true;
    else if (name === 'IMAP4REV2' && features.imap4rev2) session.utf8 = true;
    else continue;
    enabled.push(name);
  }
  await session.untagged(['ENABLED', ...enabled].join(' '));
  return ok('ENABLE completed');
}

/** NAMESPACE (RFC 2342): one personal namespace. */
export async function namespace(session: Session): Promise<Outcome> {
  const { prefix, delimiter } = session.context.rules;
  await session.untagged(`NAMESPACE ((${quote(prefix)} ${quoteOrNil(delimiter)})) NIL NIL`);
  return ok('NAMESPACE completed');
}
