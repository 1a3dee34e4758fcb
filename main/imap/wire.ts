import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { ImapFlowOptions } from 'imapflow';
import type { ConnectStage } from '../../shared/model/protection.ts';
import { watchCertificate, type ShownCertificate } from './certificate.ts';
import { describeCommand } from './command-line.ts';
import { ImapFlowWithInternals } from './imapflow-internals.ts';
import type {
  CommandValue,
  ExecOptions,
  ParsedResponse,
  PendingRequest,
  ResponseData,
  StreamedLiteral,
  UntaggedHandler,
} from './imapflow-internals.ts';
import { Outbox } from './outbox.ts';
import { isFetchResponse, parseFetchResponse } from './parse-fetch.ts';
import { Incoming } from './incoming.ts';
import { tapLiterals, type OpenLiteral } from './literal-tap.ts';
import { isListing, parseListing } from './parse-listing.ts';
import { readRemark } from './read-remark.ts';
import { serializeCommand, serializeUpTo } from './serialize-command.ts';
import { RefusedCommand, readAnswer, type ServerAnswer } from './server-answer.ts';
import { signInWithToken } from './sign-in-with-token.ts';
import { StreamedCommand } from './streamed-command.ts';
import { tidyResponse } from './tidy-response.ts';
import { WireError } from './wire-error.ts';

const CRLF = Buffer.from('\r\n');
const NON_SYNCHRONISING = Buffer.from('+}\r\n');
/** A tagged response may still follow a BYE; a server that then keeps the connection open is not waited for. */
const AFTER_BYE_MS = 300;
const GREETING = /^\0*\* (OK|PREAUTH|BYE)\b/i;
const STAR = 0x2a;
/** How long responses may be worked on before everything else gets a turn. */
const LONGEST_TURN_MS = 10;
/** Responses whose loss could change an answer: a mailbox, a message or a number would look as if it were not there. */
const MUST_PARSE =
  /^\*[ \t]*(?:[0-9]+\b|(?:LIST|LSUB|STATUS|E?SEARCH|VANISHED|CAPABILITY|OK \[(?:UID|HIGHESTMODSEQ|PERMANENT))\b)/i;

/** What a wire needs beside imapflow's options. */
export interface WireOptions {
  /** How long STARTTLS and sign-in may take, in milliseconds. */
  readonly signInMs: number;
  readonly onCommand: ((line: string) => void) | undefined;
  readonly onStage: ((stage: ConnectStage) => void) | undefined;
}

/**
 * imapflow with what a move needs: no commands at the start but those that are necessary, literals without a round trip each
 * (RFC 7888), commands sent together, the server's own words instead of translated errors, and no long wait in silence.
 */
export class Wire extends ImapFlowWithInternals {
  readonly outbox = new Outbox();
  /** The first error of the connection itself. */
  failure: Error | null = null;
  /** What the server said when it ended the session; nothing that came before TLS. */
  bye: ServerAnswer | null = null;
  /** The last refusal before we were signed in; nothing that came before TLS. */
  refused: ServerAnswer | null = null;
  /** Its last remark since a command succeeded; nothing that came before TLS. */
  remark: string | null = null;
  /** Whether it offered ID (RFC 2971), before or after sign-in. */
  offersId = false;
  /** Whether our own sign-in succeeded, which a PREAUTH greeting would have spared an attacker. */
  signedIn = false;
  /** What the server showed, whether it was taken or not; null before TLS. */
  certificate: ShownCertificate | null = null;
  /** Who takes large literals of the command under way; null: nobody. */
  onLiteral: OpenLiteral | null = null;
  /** What the server sends, by whether it is of use. */
  readonly incoming = new Incoming();
  readonly #options: WireOptions;
  /** The command under way, where its octets are sent as they come. */
  #streamed: StreamedCommand | null = null;
  #together: readonly string[] = [];
  #untagged: Readonly<Record<string, UntaggedHandler>> = {};
  /** When the event loop last had a turn, as far as we know. */
  #turn = 0;

  constructor(options: ImapFlowOptions, own: WireOptions) {
    super(options);
    this.#options = own;
    const closeWhenRead = (): void => this.#closeWhenRead();
    this._socketEnd = closeWhenRead;
    this._socketClose = closeWhenRead;
    this.on('error', (error: Error) => {
      this.failure ??= error;
    });
    tapLiterals(this.streamer, {
      open: async (before, length) => (await this.onLiteral?.(before, length)) ?? null,
      onOctets: (octets) => this.incoming.literal(octets),
    });
  }

  /**
   * Sends a command, in one packet with `before`: complete command lines without tag and CRLF, whose own outcome does not
   * matter; their untagged responses reach `untagged` too. Everything in it must be safe to send together (RFC 9051 5.5).
   */
  request(
    command: string,
    values: readonly CommandValue[],
    options: ExecOptions,
    before: readonly string[],
  ): ReturnType<Wire['exec']> {
    this.incoming.commandBegins();
    this.#together = before;
    this.#untagged = options.untagged ?? {};
    const isStreamed = values.some(isStream);
    return this.exec(command, values, isStreamed ? { ...options, onPlusTag: () => this.#streamed?.goOn() } : options);
  }

  /** Like imapflow's, and tells how far it is. */
  override connect(): Promise<void> {
    const connecting = super.connect();
    // Without a proxy the socket is there as soon as the call returns.
    this.#watchCertificate();
    const { onStage } = this.#options;
    if (onStage && this.socket) {
      this.socket.once('connect', () => onStage('connected'));
      this.socket.once('secureConnect', () => onStage('encrypted'));
    }
    return connecting;
  }

  /** Replaces imapflow's start: no ID before TLS, no NAMESPACE, COMPRESS or ENABLE. */
  override async startSession(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new WireError('SIGN_IN_TIMEOUT')), this.#options.signInMs);
    });
    try {
      await Promise.race([this.#encryptAndSignIn(), tooLate]);
    } finally {
      clearTimeout(timer);
    }
    this.signedIn = true;
    this.usable = true;
    this.offersId ||= this.capabilities.has('ID');
  }

  /** imapflow makes the TLS socket as soon as STARTTLS was answered; before the next turn nothing can have come over it. */
  override async run(command: string, ...args: unknown[]): Promise<unknown> {
    const result = await super.run(command, ...args);
    if (command === 'STARTTLS') setImmediate(() => this.#watchCertificate());
    return result;
  }

  override async initialPREAUTH(): Promise<void> {
    this.failProtocol(new WireError('PREAUTH'));
    return Promise.resolve();
  }

  override async serverBye(response: ParsedResponse): Promise<void> {
    const answer = readAnswer({ ...response, command: 'BYE' });
    this.bye = this.secureConnection ? answer : { ...answer, code: null, codeValues: [], text: '' };
    await super.serverBye(response);
    if (this.greetingReceived === true) setTimeout(() => this.close(), AFTER_BYE_MS).unref();
  }

  /** Passes NO and BAD on at once, where imapflow waits for minutes on some texts and takes others for success. */
  override async settleRequest(request: PendingRequest, response: ParsedResponse, trailing: boolean): Promise<void> {
    this.commandParts = [];
    this.#untagged = {};
    await this.#streamed?.answered();
    this.#streamed = null;
    const refused = /^(NO|BAD)$/i.test(response.command ?? '');
    if (!refused) return super.settleRequest(request, response, trailing);
    const answer = readAnswer(response);
    if (!this.signedIn && this.secureConnection) this.refused = answer;
    request.reject(new RefusedCommand(answer));
  }

  /** FETCH responses take a short way; a greeting that is none ends the connection at once instead of after a timeout. */
  override async handleResponse(data: ResponseData): Promise<boolean> {
    if (performance.now() - this.#turn > LONGEST_TURN_MS) await this.#nextTurn();
    if (this.greetingReceived !== true && !GREETING.test(data.payload.toString('latin1', 0, 64))) {
      return this.#fail(new WireError('NOT_IMAP'));
    }
    const payload = tidyResponse(data.payload);
    if (this.secureConnection) this.remark = readRemark(payload) ?? this.remark;
    const response = payload === data.payload ? data : { ...data, payload };
    if (payload[0] !== STAR) return super.handleResponse(response);
    const goesOn = await this.#handleUntagged(response);
    if (this.incoming.responseEnded(payload.length)) return goesOn;
    return this.#fail(new WireError('BAD_RESPONSE', 'a flood of what nobody asked for'));
  }

  async #handleUntagged(response: ResponseData): Promise<boolean> {
    const { payload, literals } = response;
    if (isListing(payload)) return this.#handleListing(payload, literals);
    const onFetch = this.#untagged['FETCH'];
    if (!onFetch || !isFetchResponse(payload)) return super.handleResponse(response);
    // One that is garbled concerns one message: who asked learns of it, and the connection is as good as before.
    await onFetch(parseFetchResponse(payload, literals) ?? {});
    return true;
  }

  async #handleListing(payload: Buffer, literals: readonly Buffer[]): Promise<boolean> {
    const response = parseListing(payload, literals);
    if (!response) return this.#fail(new WireError('BAD_RESPONSE', 'garbled LIST or STATUS'));
    await this.#untagged[response.command ?? '']?.(response);
    return true;
  }

  override rejectUnparsedCompletion(payload: Buffer, error: Error): void {
    if (MUST_PARSE.test(payload.toString('latin1', 0, 64))) this.failProtocol(error);
    else super.rejectUnparsedCompletion(payload, error);
  }

  override async send(data: Parameters<ImapFlowWithInternalsSend>[0]): Promise<void> {
    const { onCommand } = this.#options;
    for (const line of this.#together) onCommand?.(line);
    if (onCommand) onCommand(describeCommand(data.command, data.attributes || []));
    if (!this.#sendStreamed(data) && !this.#sendWithLiterals(data)) await super.send(data);
  }

  /** Sends a command whose last value comes in pieces; false when there is none. */
  #sendStreamed({ tag = '', command, attributes = [] }: Parameters<ImapFlowWithInternalsSend>[0]): boolean {
    const literal = attributes.find(isStream);
    const socket = this.#openSocket();
    if (!literal || !socket) return false;
    const isSynchronising = !this.capabilities.has('LITERAL+');
    const values = attributes.filter((value) => !isStream(value));
    this.#streamed = new StreamedCommand(serializeUpTo(literal, { tag, command, values }, isSynchronising), literal, {
      isClosed: () => this.isClosed,
      push: (parts) => this.outbox.push(socket, parts),
      below: (bytes) => this.outbox.below(bytes),
      fail: (error) => {
        this.failure ??= error;
        this.close();
      },
    });
    this.commandParts = [];
    this.#streamed.goOn();
    if (!isSynchronising) this.#streamed.goOn();
    if (this.currentRequest && this.currentRequest.tag === tag) this.currentRequest.sent = true;
    return true;
  }

  /** Sends a command that carries messages without copying them; false when there are none, or the server must be asked first. */
  #sendWithLiterals({ tag, command, attributes = [] }: Parameters<ImapFlowWithInternalsSend>[0]): boolean {
    const socket = this.#openSocket();
    if (!socket || tag === undefined || !this.capabilities.has('LITERAL+') || !attributes.some(isLiteral)) return false;
    this.commandParts = [];
    this.outbox.push(socket, serializeCommand(tag, command, attributes));
    if (this.currentRequest && this.currentRequest.tag === tag) this.currentRequest.sent = true;
    return true;
  }

  /**
   * Writes a part of a command. With LITERAL+ the parts that wait for `+` follow at once: imapflow compiles literals over
   * 4,096 bytes as synchronising even then, which would cost a round trip per message.
   */
  override write(chunk: string | Buffer): void {
    const socket = this.#openSocket();
    if (!socket) {
      super.write(chunk); // Throws what imapflow expects.
      return;
    }
    const parts: Buffer[] = this.#together.map((line, index) => Buffer.from(`P${String(index + 1)} ${line}\r\n`));
    this.#together = [];
    parts.push(typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk);
    if (this.capabilities.has('LITERAL+')) this.#pushNonSynchronising(parts);
    if (this.commandParts.length === 0) parts.push(CRLF);
    this.outbox.push(socket, parts);
  }

  #pushNonSynchronising(parts: Buffer[]): void {
    for (const next of this.commandParts.splice(0)) {
      const last = parts.pop() ?? CRLF;
      parts.push(last.subarray(0, -'}\r\n'.length), NON_SYNCHRONISING, next);
    }
  }

  #fail(error: Error): false {
    this.failProtocol(error);
    return false;
  }

  /** imapflow answers what has arrived in one go, which for thousands of short responses takes seconds. */
  async #nextTurn(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#turn = performance.now();
  }

  /** imapflow closes as soon as the server does, and loses what is not worked on yet: a last OK, or the reason in a BYE. */
  #closeWhenRead(): void {
    const { streamer } = this;
    const busy = !streamer.destroyed && (this.reading || streamer.processingInput || streamer.readableLength > 0);
    if (busy && !this.isClosed) setTimeout(() => this.#closeWhenRead(), 5);
    else this.close();
  }

  #watchCertificate(): void {
    if (this.socket instanceof TLSSocket) watchCertificate(this.socket, (shown) => (this.certificate = shown));
  }

  #openSocket(): Socket | null {
    if (!this.writeSocket || this.writeSocket.destroyed || this.state === this.states.LOGOUT) return null;
    return !this.socket || this.socket.destroyed ? null : this.writeSocket;
  }

  async #encryptAndSignIn(): Promise<void> {
    await this.run('CAPABILITY');
    const late = !this.secureConnection;
    if (!(await this.upgradeToSTARTTLS())) throw new WireError('TLS_NOT_OFFERED');
    if (late) this.#options.onStage?.('encrypted');
    await this.#signIn();
  }

  async #signIn(): Promise<void> {
    const { user, pass, accessToken } = this.options.auth ?? {};
    this.offersId = this.capabilities.has('ID');
    this.expectCapabilityUpdate = true;
    if (user !== undefined && accessToken !== undefined) {
      const { host = '', port = 993 } = this.options;
      await signInWithToken(this, { user, token: accessToken, host, port });
      return this.setAuthenticationState();
    }
    const initialResponse = this.capabilities.has('AUTH=PLAIN') && this.capabilities.has('SASL-IR');
    if (user === undefined || pass === undefined || !initialResponse) {
      await this.authenticate();
      return;
    }
    const value = Buffer.from(`\0${user}\0${pass}`).toString('base64');
    const values: CommandValue[] = [
      { type: 'ATOM', value: 'PLAIN' },
      { type: 'ATOM', value, sensitive: true },
    ];
    // A server that asks although it got the response is told to give up (RFC 9051 6.2.2).
    const { next } = await this.exec('AUTHENTICATE', values, { onPlusTag: () => this.write('*') });
    next();
    await this.setAuthenticationState();
  }
}

function isStream(value: CommandValue): value is StreamedLiteral {
  return typeof value === 'object' && 'type' in value && value.type === 'STREAM';
}

function isLiteral(value: CommandValue): boolean {
  return typeof value === 'object' && 'type' in value && value.type === 'LITERAL';
}

type ImapFlowWithInternalsSend = InstanceType<typeof ImapFlowWithInternals>['send'];
