import type { ServerFeatures, ServerRules } from './features.ts';
import type { MailStore } from './mail-store.ts';
import type { SelectedMailbox } from './selected-mailbox.ts';
import type { ScriptedConnection, ServerScript } from './server-script.ts';
import { no } from './outcome.ts';

/** What all connections of one server share. */
export interface ServerContext {
  readonly store: MailStore;
  readonly user: string;
  readonly password: string;
  readonly features: ServerFeatures;
  readonly rules: ServerRules;
  readonly script: ServerScript;
}

/** What commands need of the wire. */
export interface SessionWire {
  /** Adds to the answer; text has one character per byte. */
  write(data: string | Buffer): Promise<void>;
  /** Sends what has gathered. */
  flush(): Promise<void>;
  /** One line of the client outside a command: a SASL response, or IDLE's DONE. */
  readLine(): Promise<string>;
}

/** Where a connection stands (RFC 9051 3). */
export type SessionState = 'not authenticated' | 'authenticated' | 'selected' | 'logout';

/** One connection's state, as commands see and change it. */
export class Session {
  readonly context: ServerContext;
  readonly wire: SessionWire;
  readonly connection: ScriptedConnection;
  /** TLS is on. */
  encrypted: boolean;
  /** Names go as UTF-8 (UTF8=ACCEPT or IMAP4rev2 was enabled). */
  utf8 = false;
  /** The client knows mod-sequences (RFC 7162 3.1). */
  condstore = false;
  /** STARTTLS was accepted: the handshake comes after its tagged response. */
  upgrading = false;
  signedIn = false;
  leaving = false;
  selected: SelectedMailbox | null = null;

  constructor(context: ServerContext, wire: SessionWire, connection: ScriptedConnection, encrypted: boolean) {
    this.context = context;
    this.wire = wire;
    this.connection = connection;
    this.encrypted = encrypted;
  }

  get state(): SessionState {
    if (this.leaving) return 'logout';
    if (!this.signedIn) return 'not authenticated';
    return this.selected === null ? 'authenticated' : 'selected';
  }

  /** Adds one untagged response. */
  async untagged(text: string): Promise<void> {
    await this.wire.write(`* ${text}\r\n`);
  }

  /** The open mailbox. */
  requireSelected(): SelectedMailbox {
    if (this.selected === null) throw no('No mailbox selected');
    return this.selected;
  }

  /** The open mailbox, which was not opened with EXAMINE. */
  requireWritable(): SelectedMailbox {
    const selected = this.requireSelected();
    if (selected.readOnly) throw no('[READ-ONLY] Mailbox is open read-only');
    return selected;
  }
}
