import type { Clock } from '../../../main/engine/ports.ts';
import type { Outcome } from '../../../main/practice/imap-server/outcome.ts';
import type {
  ScriptedCommand,
  ScriptedConnection,
  ServerScript,
} from '../../../main/practice/imap-server/server-script.ts';
import { strikes, untilClosed, type Occasion } from '../faults-occasion.ts';

/** How a server asks for patience. */
export interface Plea {
  readonly status: Outcome['status'];
  readonly text: string;
  /** For how long it then refuses everything. */
  readonly ms: number;
  /** Said behind the refusal, before the connection is closed; stays open when missing. */
  readonly bye?: string;
}

/** What a client may do all the same. */
const ALWAYS = /^(CAPABILITY|ID|LOGOUT|LOGIN|AUTHENTICATE)$/;

/** A server that at times wants to be left alone, and notices who comes back too early. */
export class Patience {
  /** When it asked, and until when it wanted to rest. */
  readonly pleas: { readonly at: number; readonly until: number }[] = [];
  /** Commands that came before the time was over. */
  readonly tooEarly: string[] = [];
  /** Of these, from connections that had been told before, or that began since: they cannot have been on their way. */
  readonly inSpite: string[] = [];
  readonly #told = new Set<number>();
  #connections = 0;
  #before = 0;
  readonly #clock: Pick<Clock, 'now'>;
  #until = 0;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Asks for patience at that occasion. */
  script(occasion: Occasion, plea: Plea): ServerScript {
    const now = strikes(occasion);
    return {
      beforeCommand: async (connection, command) => {
        // Hung up by another script of ours.
        if (connection.wasCut) return null;
        const isEarly = this.#clock.now() < this.#until && !ALWAYS.test(command.name);
        this.#connections = Math.max(this.#connections, connection.id);
        if (isEarly) this.#noteEarly(connection.id, command);
        if (!isEarly && !now(connection, command)) return null;
        if (!isEarly) this.#ask(plea.ms);
        // Of commands that came together, all were on their way.
        if (!command.tag.startsWith('P')) this.#told.add(connection.id);
        return plea.bye === undefined ? plea : hangUp(connection, command, plea);
      },
    };
  }

  #noteEarly(id: number, { line }: ScriptedCommand): void {
    this.tooEarly.push(line);
    if (this.#told.has(id) || id > this.#before) this.inSpite.push(line);
  }

  #ask(ms: number): void {
    this.#told.clear();
    this.#before = this.#connections;
    const at = this.#clock.now();
    this.#until = at + ms;
    this.pleas.push({ at, until: this.#until });
  }
}

async function hangUp(connection: ScriptedConnection, command: ScriptedCommand, plea: Plea): Promise<null> {
  await connection.send(`${command.tag} ${plea.status} ${plea.text}\r\n* BYE ${plea.bye ?? ''}\r\n`);
  connection.cut();
  await untilClosed(connection);
  return null;
}
