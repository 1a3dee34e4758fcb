import type { TLSSocket } from 'node:tls';
import { answerCommand } from './answer.ts';
import { textOf, type Command } from './command.ts';
import type { Held, QuirkyMailbox } from './mailbox.ts';
import type { Instead, Moment, SessionFacts } from './quirk.ts';
import { CommandReader } from './reader.ts';
import type { Break, Response } from './response.ts';
import type { QuirkyServer } from './server.ts';

const WRITING =
  /^(?:APPEND|CREATE|DELETE|RENAME|SUBSCRIBE|UNSUBSCRIBE|SELECT|(?:UID )?(?:STORE|COPY|MOVE|EXPUNGE)|CLOSE)$/;

/** One connection. */
export class Session implements SessionFacts {
  readonly id: number;
  readonly server: QuirkyServer;
  readonly said = new Set<string>();
  mailbox: QuirkyMailbox | null = null;
  /** The open mailbox as this client was told of it: what sequence numbers count. */
  view: readonly Held[] = [];
  /** EXAMINE, not SELECT. */
  readOnly = false;
  signedIn = false;
  readonly #socket: TLSSocket;
  readonly #reader: CommandReader;

  constructor(server: QuirkyServer, socket: TLSSocket, id: number) {
    this.server = server;
    this.#socket = socket;
    this.#reader = new CommandReader(socket);
    this.id = id;
  }

  /** Resolves when the connection is over. */
  async serve(): Promise<void> {
    await this.#write([['* OK server ready']]);
    for (let goesOn = true; goesOn;) {
      const command = await this.#reader.command(() => void this.#write([['+ go on']]));
      if (!command) return;
      this.server.commands += 1;
      this.server.note(this.id, `C: ${command.line}`);
      if (WRITING.test(command.name)) this.server.writes.push(command.line);
      this.server.onCommand();
      goesOn = await this.#answer(command);
    }
    this.#socket.destroy();
  }

  /** @returns whether the connection goes on */
  async #answer(command: Command): Promise<boolean> {
    const { server } = this;
    server.catchUp();
    const moment: Moment = { server, session: this, command, tagged: 'OK done' };
    if (command.name === 'AUTHENTICATE' && command.args.length === 1 && !(await this.#askForSecret(command)))
      return false;
    for (const quirk of server.quirks) quirk.meanwhile?.(moment);
    const instead = firstInstead(moment);
    this.said.add(command.name);
    if (instead) return this.#answerInstead(moment, instead);
    const untagged = answerCommand(this, moment);
    const goesOn = await this.#write([...untagged, [`${command.tag} ${moment.tagged}`]]);
    return goesOn && command.name !== 'LOGOUT';
  }

  async #answerInstead(moment: Moment, instead: Instead): Promise<boolean> {
    const { tag } = moment.command;
    if ('answer' in instead) return this.#write([[`${tag} ${instead.answer}`]]);
    if ('end' in instead) return this.#write([[instead]]);
    if ('bye' in instead) return this.#write([[`* BYE ${instead.bye}`], [{ end: 'drop' }]]);
    if ('lateBy' in instead) {
      this.server.later(instead.lateBy, () => void answerCommand(this, moment));
      return this.#write([[{ end: 'drop' }]]);
    }
    const bytes = this.#bytesOf([...answerCommand(this, moment), [`${tag} ${moment.tagged}`]]).bytes;
    const cut = bytes.subarray(0, Math.floor(bytes.length * instead.cutAnswer));
    return this.#write([[cut, { end: 'drop' }]]);
  }

  async #askForSecret(command: Command): Promise<boolean> {
    const steps = textOf(command.args[0]).toUpperCase() === 'LOGIN' ? 2 : 1;
    for (let step = 0; step < steps; step++) {
      await this.#write([['+ ']]);
      if ((await this.#reader.line()) === null) return false;
    }
    return true;
  }

  /** @returns whether the connection goes on */
  async #write(responses: readonly Response[]): Promise<boolean> {
    const { bytes, end } = this.#bytesOf(responses);
    if (this.#socket.destroyed) return false;
    await new Promise<void>((resolve) => {
      if (bytes.length === 0) resolve();
      else this.#socket.write(bytes, () => resolve());
    });
    if (end === 'silence') await this.#reader.gone();
    return end === null;
  }

  #bytesOf(responses: readonly Response[]): { readonly bytes: Buffer; readonly end: Break['end'] | null } {
    const parts: Buffer[] = [];
    for (const response of responses) {
      const written = this.server.quirks.reduce((so, quirk) => quirk.wire?.(so) ?? so, response);
      this.server.note(this.id, `S: ${written.map(describe).join('')}`);
      for (const piece of written) {
        if (typeof piece === 'string') parts.push(Buffer.from(piece, 'latin1'));
        else if (Buffer.isBuffer(piece)) parts.push(piece);
        else return { bytes: Buffer.concat(parts), end: piece.end };
      }
      parts.push(Buffer.from('\r\n'));
    }
    return { bytes: Buffer.concat(parts), end: null };
  }
}

function firstInstead(moment: Moment): Instead | null {
  for (const quirk of moment.server.quirks) {
    const instead = quirk.instead?.(moment) ?? null;
    if (instead) return instead;
  }
  return null;
}

function describe(piece: Response[number]): string {
  if (typeof piece === 'string') return piece.replaceAll('\r\n', '');
  return Buffer.isBuffer(piece) ? '' : `<${piece.end}>`;
}
