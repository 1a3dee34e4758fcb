import { append } from './append.ts';
import { textOf } from './command.ts';
import { copy, expunge, search, store } from './changes.ts';
import { fetchMessages } from './fetch.ts';
import { create, deleteMailbox, list, lsub, openMailbox, rename, status, subscribe } from './mailboxes.ts';
import type { Moment } from './quirk.ts';
import type { Response } from './response.ts';
import type { Session } from './session.ts';

/** Answers a command in its moment: what is untagged is returned, what is tagged is put into the moment. */
export type Answerer = (session: Session, moment: Moment) => readonly Response[];

const BEFORE_SIGN_IN: Readonly<Record<string, Answerer>> = {
  CAPABILITY: ({ server }) => [[`* CAPABILITY ${server.capabilities.join(' ')}`]],
  NOOP: () => [],
  ID: () => [['* ID ("name" "Quirky")']],
  LOGOUT: () => [['* BYE see you']],
  LOGIN: signIn,
  AUTHENTICATE: signIn,
};

const AFTER_SIGN_IN: Readonly<Record<string, Answerer>> = {
  NAMESPACE: ({ server }) => [[`* NAMESPACE (("" "${server.delimiter}")) NIL NIL`]],
  ENABLE: () => [['* ENABLED']],
  LIST: list,
  LSUB: lsub,
  STATUS: status,
  CREATE: create,
  DELETE: deleteMailbox,
  RENAME: rename,
  SUBSCRIBE: subscribe,
  UNSUBSCRIBE: subscribe,
  SELECT: openMailbox,
  EXAMINE: openMailbox,
  APPEND: append,
};

const IN_A_MAILBOX: Readonly<Record<string, Answerer>> = {
  CHECK: () => [],
  CLOSE: leave,
  UNSELECT: leave,
  FETCH: fetchMessages,
  'UID FETCH': fetchMessages,
  SEARCH: search,
  'UID SEARCH': search,
  STORE: store,
  'UID STORE': store,
  COPY: copy,
  'UID COPY': copy,
  EXPUNGE: expunge,
  'UID EXPUNGE': expunge,
};

/** Does what a command says. @returns the untagged responses; the tagged one is the moment's */
export function answerCommand(session: Session, moment: Moment): readonly Response[] {
  const untagged = [...answererOf(session, moment)(session, moment)];
  for (const quirk of session.server.quirks) untagged.push(...(quirk.more?.(moment) ?? []));
  untagged.push(...news(session, moment.command.name));
  for (const quirk of session.server.quirks) quirk.tagging?.(moment);
  return untagged;
}

function answererOf(session: Session, { command: { name } }: Moment): Answerer {
  const always = BEFORE_SIGN_IN[name];
  if (always) return always;
  const anywhere = AFTER_SIGN_IN[name];
  if (anywhere && session.signedIn) return anywhere;
  const inside = IN_A_MAILBOX[name];
  return inside && session.mailbox ? inside : refuse(inside ? 'BAD no mailbox is open' : 'BAD unknown command');
}

/** Answers with nothing but this. */
function refuse(text: string): Answerer {
  return (_, moment) => {
    moment.tagged = text;
    return [];
  };
}

function signIn(session: Session, moment: Moment): readonly Response[] {
  const { command, server } = moment;
  const [user, password] = command.args.map(textOf);
  if (command.name === 'LOGIN' && (user !== server.user || password !== server.password)) {
    moment.tagged = 'NO [AUTHENTICATIONFAILED] wrong password';
    return [];
  }
  session.signedIn = true;
  moment.tagged = `OK [CAPABILITY ${server.capabilities.join(' ')}] signed in`;
  return [];
}

function leave(session: Session): readonly Response[] {
  session.mailbox = null;
  session.view = [];
  return [];
}

/** What others did to the open mailbox since the client was told last; never where that would make sequence numbers ambiguous. */
function news(session: Session, command: string): Response[] {
  const { mailbox, view } = session;
  if (!mailbox || ['FETCH', 'STORE', 'SEARCH', 'SELECT', 'EXAMINE'].includes(command)) return [];
  const told: Response[] = [];
  const here = new Set(mailbox.messages);
  const left = [...view];
  for (let index = left.length - 1; index >= 0; index--) {
    const message = left[index];
    if (!message || here.has(message)) continue;
    left.splice(index, 1);
    told.push([`* ${String(index + 1)} EXPUNGE`]);
  }
  session.view = mailbox.messages;
  if (mailbox.messages.length > left.length) told.push([`* ${String(mailbox.messages.length)} EXISTS`]);
  return told;
}
