import type { CommandPart } from './values.ts';
import type { WireReader } from './wire-reader.ts';
import type { CommandFailure } from './outcome.ts';

/** A literal that is announced and not sent yet. */
export interface AnnouncedLiteral {
  readonly size: number;
  /** False for `{n+}`: the bytes come without being asked for. */
  readonly synchronising: boolean;
}

/** What the reader of commands asks of the connection. */
export interface LiteralPolicy {
  /** Whether the literal may come: null, or the failure that ends the command. */
  judge(parts: readonly CommandPart[], literal: AnnouncedLiteral): CommandFailure | null;
  /** Says `+`, so that the client sends a synchronising literal. */
  invite(): Promise<void>;
}

/** A command with everything it carries, or one whose literal was refused. */
export interface RawCommand {
  readonly parts: readonly CommandPart[];
  readonly refused: CommandFailure | null;
}

/** RFC 7162 4 asks for 8,192 bytes per line; UID sets of honest clients are longer. */
const LONGEST_LINE = 1_048_576;
const ANNOUNCEMENT = /~?\{(\d{1,12})(\+?)\}$/;

/** Reads one command. A refused non-synchronising literal is read and thrown away, as its bytes come anyhow (RFC 7888). */
export async function readCommand(reader: WireReader, policy: LiteralPolicy): Promise<RawCommand> {
  const parts: CommandPart[] = [];
  let refused: CommandFailure | null = null;
  for (;;) {
    const text = (await reader.readLine(LONGEST_LINE)).toString('latin1');
    parts.push({ text });
    const match = ANNOUNCEMENT.exec(text);
    if (match === null) return { parts, refused };
    const literal = { size: Number(match[1]), synchronising: match[2] === '' };
    refused ??= policy.judge(parts, literal);
    if (refused !== null && literal.synchronising) return { parts, refused };
    if (literal.synchronising) await policy.invite();
    parts.push({ literal: await readLiteral(reader, literal.size, refused !== null) });
  }
}

async function readLiteral(reader: WireReader, size: number, discard: boolean): Promise<Buffer> {
  const pieces: Buffer[] = [];
  await reader.readBytes(size, (bytes) => {
    if (!discard) pieces.push(bytes);
  });
  return Buffer.concat(pieces);
}
