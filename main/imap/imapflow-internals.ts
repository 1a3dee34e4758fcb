import type { Socket } from 'node:net';
import type { EventEmitter } from 'node:events';
import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import type { ResponseValue } from './response-values.ts';

// imapflow's public methods hide what a move needs: one command for many messages, and the server's own words. The parts
// below are marked internal in 2.1.2 and missing from its types, so they are named here once; tests/imap fails when they change.

/** What the command compiler writes: tokens, lists, and bare strings as quoted strings. */
export type CommandValue =
  | string
  | { readonly type: 'ATOM' | 'STRING' | 'SEQUENCE'; readonly value: string; readonly sensitive?: boolean }
  | { readonly type: 'ATOM'; readonly value: string; readonly section: readonly CommandValue[] }
  | { readonly type: 'LITERAL'; readonly value: Buffer; readonly isLiteral8?: boolean }
  | StreamedLiteral
  | readonly CommandValue[];

/** A literal that is sent as its octets come; only as the last value of a command. */
export interface StreamedLiteral {
  readonly type: 'STREAM';
  readonly length: number;
  readonly octets: AsyncIterable<Buffer>;
  readonly isLiteral8: boolean;
}

/** A mailbox name as an argument: a quoted string, or a literal where quoting cannot carry it. */
export type NameValue =
  { readonly type: 'STRING'; readonly value: string } | { readonly type: 'LITERAL'; readonly value: Buffer };

/** A response line as parsed. */
export interface ParsedResponse {
  readonly tag?: string;
  readonly command?: string;
  readonly attributes?: readonly ResponseValue[];
}

/**
 * Called with each untagged response of its name; the reader waits for the promise. True for what brings the command nearer to its end: what was
 * asked for and not told before.
 */
export type UntaggedHandler = (response: ParsedResponse) => void | boolean | Promise<void | boolean>;

export interface ExecOptions {
  readonly untagged?: Readonly<Record<string, UntaggedHandler>>;
  readonly onPlusTag?: (response: ParsedResponse) => void | Promise<void>;
}

/** A response as it came: the lines, and the contents of the literals within. */
export interface ResponseData {
  readonly payload: Buffer;
  readonly literals: Buffer[];
}

interface PendingRequest {
  readonly command: string;
  reject(error: Error): void;
}

/** The part of imapflow that takes what a server sends apart; see literal-tap.ts. */
export interface StreamerInternals {
  readonly readBytesCounter: number;
  readonly destroyed: boolean;
  readonly processingInput: boolean;
  readonly readableLength: number;
  state: number;
  /** Octets of the present literal that have not come. */
  literalWaiting: number;
  /** The lines of the present response. */
  readonly inputBuffer: readonly Buffer[];
  readonly literals: Buffer[];
  failStream(error: Error): false;
  checkLiteralMarker(line: Buffer): boolean;
  checkResponseSize(bytes: number, peek?: boolean): boolean;
  /** @returns where in the chunk to go on; null at its end */
  processChunkSegment(chunk: Buffer, start: number): Promise<number | null>;
}

/** The instance side that {@link Wire} builds on. */
export interface ImapFlowInternals extends EventEmitter {
  readonly options: ImapFlowOptions;
  capabilities: Map<string, true | number>;
  rawCapabilities: readonly ResponseValue[] | null;
  authenticated: string | boolean;
  readonly secureConnection: boolean;
  readonly greetingReceived?: boolean;
  readonly isClosed: boolean;
  readonly byeReason?: string;
  usable: boolean;
  state: number;
  readonly states: { readonly NOT_AUTHENTICATED: number; readonly LOGOUT: number };
  expectCapabilityUpdate: boolean;
  readonly socket: Socket | false;
  readonly writeSocket: Socket | false;
  readonly streamer: StreamerInternals;
  readonly reading: boolean;
  _socketEnd: () => void;
  _socketClose: () => void;
  commandParts: Buffer[];
  /** The command whose tagged response is awaited; `sent` once it is on the wire. */
  readonly currentRequest: { readonly tag: string; sent?: boolean } | false;
  connect(): Promise<void>;
  close(): void;
  closeAfter(): void;
  run(command: string, ...args: unknown[]): Promise<unknown>;
  exec(
    command: string,
    values: readonly CommandValue[],
    options?: ExecOptions,
  ): Promise<{ response: ParsedResponse; next: () => void }>;
  send(data: { tag?: string; command: string; attributes?: readonly CommandValue[] }): Promise<void>;
  write(chunk: string | Buffer): void;
  upgradeToSTARTTLS(): Promise<boolean>;
  setAuthenticationState(): Promise<void>;
  authenticate(): Promise<boolean>;
  startSession(): Promise<void>;
  initialPREAUTH(): Promise<void>;
  serverBye(response: ParsedResponse): Promise<void>;
  settleRequest(request: PendingRequest, response: ParsedResponse, hasTrailingData: boolean): Promise<void>;
  handleResponse(data: ResponseData): Promise<boolean>;
  rejectUnparsedCompletion(payload: Buffer, error: Error): void;
  failProtocol(error: Error): void;
  emitError(error: Error): void;
  _starttlsHadTrailingData: boolean;
}

export type { PendingRequest };

/** imapflow's class with those parts visible. */
export const ImapFlowWithInternals = ImapFlow as unknown as new (options: ImapFlowOptions) => ImapFlowInternals;
