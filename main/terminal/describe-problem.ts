import type { MailErrorKind, Side } from '../../shared/model/problem.ts';
import { signInRefusal } from '../../shared/sign-in-refusal.ts';
import { refusalTemplates } from './refusal-templates.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';

/** A problem told to a person: what happened, what it means for the mail, and the one next step. */
export interface ProblemText {
  readonly what: string;
  readonly meaning: string;
  readonly next: string;
  /** The server's words, made safe to show; null when it said nothing. */
  readonly serverText: string | null;
}

/** What a problem text is made of. */
export interface ProblemFacts {
  readonly kind: MailErrorKind;
  readonly serverText: string | null;
  readonly side: Side | null;
  readonly host: string | null;
  readonly user: string | null;
  /** The server's response code, in upper case. */
  readonly code?: string | null;
}

interface Template {
  readonly what: string;
  readonly next: string;
  readonly meaning?: string;
}

const untouched = 'No mail was moved or changed by this.';
const safe = 'No mail is lost; everything copied so far is safe.';
const goOn = 'Run the same command again to go on where it stopped.';

/** `{server}`, `{user}` and `{side}` are filled in; what the person typed and what servers say is sanitised before. */
const templates: Readonly<Record<MailErrorKind, Template>> = {
  'host-unknown': {
    what: 'There is no server with the name {server}.',
    meaning: untouched,
    next: 'Check the spelling of {option} and your network connection.',
  },
  'connection-refused': {
    what: '{server} does not accept connections on this port.',
    meaning: untouched,
    next: 'Check the port in {option}: 993 is usual for imaps://, 143 for imap+starttls://.',
  },
  offline: {
    what: 'There is no way to {server} at the moment.',
    next: `Check your network connection. ${goOn}`,
  },
  'tls-not-offered': {
    what: '{server} does not offer a protected connection here, so the password was not sent.',
    meaning: untouched,
    next: 'Try imaps:// with port 993 in {option}, or ask the host for its settings.',
  },
  'tls-failed': {
    what: 'We could not set up a protected connection to {server}, so the password was not sent.',
    meaning: untouched,
    next: 'Check host, port and security in {option}: imaps:// speaks TLS from the start, imap+starttls:// begins without.',
  },
  certificate: {
    what: '{server} could not prove that it is {server}: its certificate is not trusted, so the password was not sent.',
    meaning: untouched,
    next: 'Check the host name in {option}. If the server has a private certificate authority, give its file with --ca FILE.',
  },
  'not-imap': {
    what: '{server} answers on this port, but not as a mail server that speaks IMAP.',
    meaning: untouched,
    next: 'Check host and port in {option}: 993 is usual for imaps://, 143 for imap+starttls://.',
  },
  'too-many-mailboxes': {
    what: '{server} lists more than 20,000 mailboxes, or describes them at such length. No account has that many.',
    meaning: untouched,
    next: 'Ask the host what is wrong with the account in {option}.',
  },
  preauth: {
    what: '{server} claims that we are signed in before the connection is protected, as an attacker would.',
    meaning: untouched,
    next: 'Use imaps:// with port 993 in {option}, from a network you trust.',
  },
  'sign-in-refused': refusalTemplates['wrong-password'],
  'connection-lost': { what: 'The connection to {server} was lost.', next: goOn },
  silence: { what: '{server} stopped answering, or answers too slowly to get anywhere.', next: goOn },
  bye: { what: '{server} ended the connection.', next: goOn },
  throttled: { what: '{server} asks for patience.', next: `Wait a while, at best some hours. ${goOn}` },
  'too-many-connections': {
    what: '{server} has too many connections of {user} open.',
    next: `Close other mail programs for a while. ${goOn}`,
  },
  unavailable: { what: '{server} is out of service at the moment.', next: `Wait a while. ${goOn}` },
  'over-quota': {
    what: 'The mailbox at {server} is full.',
    next: 'Make room there, or leave something behind with --exclude or --since. Then run the same command again.',
  },
  'too-big': {
    what: '{server} takes no message as large as this one.',
    next: 'The report names the messages. You can save them from the old mailbox by hand.',
  },
  'no-such-mailbox': { what: 'A mailbox at {server} is gone.', next: goOn },
  'already-exists': { what: 'A mailbox at {server} exists already.', next: goOn },
  'no-permission': {
    what: '{server} does not permit this to {user}.',
    next: 'Ask the host for the right, or leave the mailbox out with --exclude.',
  },
  'name-refused': {
    what: '{server} does not take the name of a mailbox.',
    next: 'Leave the mailbox out with --exclude, or give it another name in the old account.',
  },
  'message-refused': {
    what: '{server} does not take a message.',
    next: 'The report names the messages. You can save them from the old mailbox by hand.',
  },
  limit: {
    what: '{server} has reached a limit of its own.',
    next: `Ask the host which limit it is, or wait a day. ${goOn}`,
  },
  refused: { what: '{server} refused what we asked.', next: `Read its words above. ${goOn}` },
  protocol: {
    what: '{server} answered in a way we do not know.',
    next: `${goOn} If it happens again, please report the server's name and version.`,
  },
};

/** Whether there is a text for a kind. */
export function isMailErrorKind(kind: string): kind is MailErrorKind {
  return Object.hasOwn(templates, kind);
}

function templateOf({ kind, serverText, code = null }: ProblemFacts): Template {
  return kind === 'sign-in-refused' ? refusalTemplates[signInRefusal(serverText, code)] : templates[kind];
}

/** Tells a problem in words. */
export function describeProblem(facts: ProblemFacts): ProblemText {
  const template = templateOf(facts);
  const server =
    facts.host === null
      ? facts.side === 'destination'
        ? 'the new server'
        : 'the old server'
      : sanitizeDisplay(facts.host, 80);
  const words: Readonly<Record<string, string>> = {
    server,
    user: facts.user === null ? 'this account' : sanitizeDisplay(facts.user, 80),
    option: facts.side === 'destination' ? '--to' : facts.side === 'source' ? '--from' : '--from or --to',
  };
  const fill = (text: string): string => {
    const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '');
    return filled.charAt(0).toUpperCase() + filled.slice(1);
  };
  // A host name keeps its lower case at the start of a sentence.
  const keepHost = (text: string): string =>
    text.startsWith('{server}') && facts.host !== null ? server + fill(` ${text.slice(8)}`).slice(1) : fill(text);
  return {
    what: keepHost(template.what),
    meaning: template.meaning ?? safe,
    next: fill(template.next),
    serverText: facts.serverText === null || facts.serverText === '' ? null : sanitizeDisplay(facts.serverText, 300),
  };
}

/** The text as lines for a terminal. */
export function problemLines(text: ProblemText, host: string | null): string[] {
  const quoted =
    text.serverText === null
      ? []
      : [`  ${host === null ? 'The server' : sanitizeDisplay(host, 80)} says: “${text.serverText}”`];
  return [text.what, ...quoted, text.meaning, text.next];
}
