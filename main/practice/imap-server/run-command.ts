import { CommandFailure, bad, type Outcome } from './outcome.ts';
import type { RawCommand } from './command-reader.ts';
import { COMMANDS, type Command } from './command-table.ts';
import type { ScriptedCommand } from './server-script.ts';
import type { Session } from './session.ts';
import { tellChanges } from './tell-changes.ts';
import { ConnectionEnded } from './wire-reader.ts';
import { parseHead, tagOf, type CommandHead } from './command-head.ts';
import { parseValues } from './values.ts';

/** Which command of its connection this is, and whether the connection is one too many. */
export interface CommandContext {
  readonly number: number;
  readonly overLimit: boolean;
}

/** Runs a command and writes its answer, the tagged response last. */
export async function runCommand(session: Session, raw: RawCommand, context: CommandContext): Promise<void> {
  const head = parseHead(raw.parts);
  if (head === null) {
    await session.wire.write(`${tagOf(raw.parts) ?? '*'} BAD Not a command\r\n`);
    return;
  }
  const { script } = session.context;
  const scripted = describe(head, context.number);
  const early = (await script.beforeCommand?.(session.connection, scripted)) ?? null;
  if (session.connection.wasCut) throw new ConnectionEnded('cut before a command');
  const done = early ?? (await outcomeOf(session, head, raw, context));
  const outcome = (await script.afterCommand?.(session.connection, scripted, done)) ?? done;
  await session.wire.write(`${head.tag} ${outcome.status} ${outcome.text}\r\n`);
}

async function outcomeOf(
  session: Session,
  head: CommandHead,
  raw: RawCommand,
  context: CommandContext,
): Promise<Outcome> {
  try {
    if (raw.refused !== null) throw raw.refused;
    const command = permitted(session, head);
    if (context.overLimit && /^(LOGIN|AUTHENTICATE)$/.test(head.verb)) {
      return { status: 'NO', text: '[LIMIT] Too many simultaneous connections' };
    }
    const outcome = await command.run(session, parseValues(head.args), head.byUid);
    await tellChanges(session, head.byUid || command.numbersMayChange !== false);
    return outcome;
  } catch (error) {
    if (error instanceof CommandFailure) return error.outcome;
    throw error;
  }
}

function permitted(session: Session, head: CommandHead): Command {
  const command = COMMANDS.get(head.verb);
  const { state } = session;
  const offered = command?.offered?.(session.context.features) ?? true;
  if (command === undefined || !offered || (head.byUid && command.byUid !== true)) throw bad('Unknown command');
  const states = command.states;
  const fits = states === 'any' || states === state || (states === 'authenticated' && state === 'selected');
  if (!fits) throw bad(`Not valid in this state (${state})`);
  return command;
}

function describe(head: CommandHead, number: number): ScriptedCommand {
  const name = head.byUid ? `UID ${head.verb}` : head.verb;
  const secret = head.verb === 'LOGIN' || head.verb === 'AUTHENTICATE';
  const rest = head.args.map((part) => ('text' in part ? part.text : '')).join('');
  const shown = secret ? `${name} ***` : `${name} ${rest}`.trimEnd();
  return { number, tag: head.tag, name, line: `${head.tag} ${shown}` };
}
