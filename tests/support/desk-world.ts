import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSessionKeychain } from '../../main/credentials/session-keychain.ts';
import { MailError } from '../../main/engine/mail-error.ts';
import type { Clock, DestinationSession, MailAccount } from '../../main/engine/ports.ts';
import { openMoveBook } from '../../main/journal/book/open-move-book.ts';
import { openDestinationLocks } from '../../main/journal/destination-locks.ts';
import { openJournalFolder } from '../../main/journal/journal-folder.ts';
import { createDesk } from '../../main/services/desk/create-desk.ts';
import type { Desk, Notice } from '../../main/services/desk/desk.ts';
import type { DeskAdapters } from '../../main/services/desk/desk-parts.ts';
import type { OauthPort } from '../../main/services/oauth-port.ts';
import { OauthError } from '../../shared/oauth-error.ts';
import { createMoveService, type AccountAccess } from '../../main/services/move-service.ts';
import { createProviderDirectory } from '../../main/services/provider-directory.ts';
import providers from '../../resources/providers.json' with { type: 'json' };
import type { EventName } from '../../shared/ipc/channels.ts';
import { eventShapes, type Output } from '../../shared/ipc/contract.ts';
import type { PresentedCertificate } from '../../shared/model/certificate.ts';
import type { Side } from '../../shared/model/problem.ts';
import type { MoveView } from '../../shared/ipc/move-view.ts';
import { MemoryMail } from './memory-mail.ts';

const realClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await sleep(ms, undefined, { signal });
  },
};

/** A server of the desk's world: what it holds, and what it wants to hear. */
export interface DeskServer {
  readonly mail: MemoryMail;
  password: string;
  /** Thrown at each connection while set. */
  trouble: MailError | null;
  /** Shown at each connection while set: only who pinned exactly this one comes in. */
  certificate?: PresentedCertificate | null;
  /** How long each APPEND takes, so that a move can be met in the middle. */
  appendMs: number;
}

/** A desk over two accounts in memory, with its files in a folder of its own, that can be ended and started again. */
export class DeskWorld implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'homing-desk-'));
  /** The folder of the locks that keep two processes out of one mailbox. */
  readonly locks = join(this.folder, 'locks');
  readonly old: DeskServer = { mail: new MemoryMail(), password: 'old secret', trouble: null, appendMs: 0 };
  readonly new: DeskServer = { mail: new MemoryMail(), password: 'new secret', trouble: null, appendMs: 0 };
  keychain = createSessionKeychain();
  readonly notices: Notice[] = [];
  readonly faults: unknown[] = [];
  /** Everything that was told to the window, checked against the contract. */
  readonly told: Record<EventName, unknown[]> = {
    appState: [],
    move: [],
    mailboxRows: [],
    practiceState: [],
    updates: [],
  };
  /** Replaces adapters from the next start on. */
  adapters: Partial<DeskAdapters> = {};
  #desk: Desk | null = null;

  get desk(): Desk {
    if (!this.#desk) throw new Error('start() comes first');
    return this.#desk;
  }

  /** Opens the desk as a new process would. */
  async start(): Promise<Desk> {
    const connect =
      (server: DeskServer) =>
      (access: AccountAccess): MailAccount<DestinationSession> => ({
        connect: async (signal) => {
          if (server.trouble) throw server.trouble;
          if (server.certificate) judge(server.certificate, access, server === this.old ? 'source' : 'destination');
          if ((await access.secret(signal)).value !== server.password) throw refusal;
          access.onStage?.('connected');
          access.onStage?.('encrypted');
          access.onStage?.('signed-in');
          return slowed(await server.mail.account().connect(signal), server);
        },
      });
    const [source, destination] = [connect(this.old), connect(this.new)];
    const desk = await createDesk({
      book: openMoveBook(join(this.folder, 'homing.sqlite')),
      keychain: { keychain: this.keychain, kind: 'this-session', why: 'no-service' },
      directory: createProviderDirectory(providers),
      journals: openJournalFolder(join(this.folder, 'moves')),
      moves: createMoveService({ source, destination, clock: realClock }),
      locks: openDestinationLocks(() => this.locks),
      clock: realClock,
      source,
      destination,
      discover: () => Promise.resolve({ kind: 'nothing' }),
      findMailPlaces: (domain) => Promise.resolve({ receivers: [`mx.${domain}`], countries: {}, tableDate: null }),
      oauth: noOauth,
      registrations: {},
      openBrowser: () => Promise.reject(new Error('no browser here')),
      ...this.adapters,
      systemLanguage: 'en-GB',
      version: '0.0.0',
      randomId: () => randomBytes(8).toString('hex'),
      onFault: (error) => this.faults.push(error),
    });
    const note = (name: EventName) => (value: unknown) => void this.told[name].push(eventShapes[name].parse(value));
    desk.subscribe({
      appState: note('appState'),
      move: note('move'),
      mailboxRows: note('mailboxRows'),
      notice: (notice) => this.notices.push(notice),
    });
    this.#desk = desk;
    return desk;
  }

  /** Ends the process in order, and starts the next. */
  async restart(): Promise<Desk> {
    await this.desk.shutDown();
    return this.start();
  }

  /** A move with both accounts signed in. @returns its id */
  async signedIn(): Promise<string> {
    const { move } = await this.desk.createMove(undefined);
    for (const side of ['source', 'destination'] as const) {
      const { problem } = await this.signIn(move, side);
      if (problem) throw new Error(`sign-in failed: ${problem.kind}`);
    }
    return move;
  }

  async signIn(
    move: string,
    side: 'source' | 'destination',
    secret: string | null = side === 'source' ? this.old.password : this.new.password,
  ): Promise<Output<'signIn'>> {
    const name = side === 'source' ? 'old' : 'new';
    const user = `someone@${name}.example`;
    const address = { host: `imap.${name}.example`, port: 993, security: 'tls' as const, user };
    return this.desk.signIn({ move, side, typed: user, address, settingSource: 'typed', provider: null, secret });
  }

  /** The move's view, as soon as it is so. */
  async until(move: string, isSo: (view: MoveView) => boolean): Promise<MoveView> {
    for (const end = Date.now() + 30_000; Date.now() < end;) {
      const view = await this.desk.move({ move });
      if (isSo(view)) return view;
      await sleep(20);
    }
    const { run, checks } = await this.desk.move({ move });
    throw new Error(
      `it never became so: ${JSON.stringify({ run, checks: checks.lines.map(({ id, verdict }) => [id, verdict]) })}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#desk?.shutDown();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The session with an APPEND that takes its time. */
function slowed(session: DestinationSession, server: DeskServer): DestinationSession {
  const append = session.append.bind(session);
  session.append = async (mailbox, batch) => {
    if (server.appendMs > 0) await sleep(server.appendMs);
    return append(mailbox, batch);
  };
  return session;
}

/** Signing in through the browser, where nobody does. */
const noOauth: OauthPort = {
  signInWithBrowser: () => Promise.reject(new OauthError('not-configured')),
  tokenSource: () => {
    throw new OauthError('not-configured');
  },
  revoke: () => Promise.resolve(false),
};

/** As a connection does it, see certificate-trust.ts. @throws MailError unless it is the pinned one, or none is pinned and it is good */
function judge(certificate: PresentedCertificate, { pin }: AccountAccess, side: Side): void {
  if (pin === undefined ? certificate.fault === null : pin === certificate.sha256) return;
  const code = pin === undefined ? codes[certificate.fault ?? 'other'] : 'CERT_CHANGED';
  const facts = { kind: 'certificate', when: 'never', wide: 'account', outcome: 'refused' } as const;
  throw new MailError({ ...facts, side, certificate, ...(code === undefined ? {} : { code }) });
}

const codes: Readonly<Record<string, string>> = {
  'self-signed': 'DEPTH_ZERO_SELF_SIGNED_CERT',
  'wrong-name': 'ERR_TLS_CERT_ALTNAME_INVALID',
  expired: 'CERT_HAS_EXPIRED',
};

/** As a server says it to a wrong password. */
const refusal = new MailError({
  kind: 'sign-in-refused',
  when: 'never',
  wide: 'account',
  outcome: 'refused',
  serverText: 'Authentication failed.',
  code: 'AUTHENTICATIONFAILED',
});

/** The network is gone. */
export const offline = new MailError({ kind: 'offline', when: 'later', wide: 'everything', outcome: 'refused' });

/** Fills an account with letters, evenly over some mailboxes. */
export function fill(
  mail: MemoryMail,
  count: number,
  mailboxes: readonly string[] = ['INBOX', 'Letters', 'Sent'],
): void {
  for (let index = 0; index < count; index++) {
    const body = `Message-ID: <${String(index)}@old.example>\r\nSubject: Letter ${String(index)}\r\n\r\nHello ${String(index)}\r\n`;
    mail.put(mailboxes[index % mailboxes.length] ?? 'INBOX', { body });
  }
}
