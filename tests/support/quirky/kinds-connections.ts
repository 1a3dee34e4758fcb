import { AT_DESTINATION, BOTH, inGroup, type Kind, type Stage } from './kind.ts';
import type { Instead, Moment, Quirk } from './quirk.ts';

const inId = inGroup('id');
const inConnection = inGroup('connection');

/** At a drawn command, and perhaps at others after it, something happens to the connection. */
function atMoments(
  words: string,
  happens: (stage: Stage) => Instead,
  isMeant: (moment: Moment) => boolean = () => true,
): (stage: Stage) => Quirk {
  return (stage) => {
    const { draw } = stage;
    let next = isMeant === isAppend ? draw.between(1, 3) : draw.between(1, 30);
    let times = draw.between(1, 3);
    return {
      words: `${words} at command ${String(next)}, ${String(times)} times`,
      instead: (moment) => {
        if (times === 0 || !isMeant(moment) || --next > 0) return null;
        times -= 1;
        next = draw.between(1, 8);
        return happens(stage);
      },
    };
  };
}

function isAppend({ command }: Moment): boolean {
  return command.name === 'APPEND';
}

/** Before, it would take the time that sign-in may take. */
function isAfterSignIn({ command }: Moment): boolean {
  return !WITHOUT_ID.test(command.name);
}

const WITHOUT_ID = /^(?:CAPABILITY|LOGIN|AUTHENTICATE|ID|NOOP|LOGOUT)$/;

/** Refuses this until the client has said on the same connection what it is (RFC 2971). The first connection does not last long. */
function wantsId(words: string, isRefused: (name: string) => boolean): (stage: Stage) => Quirk {
  return ({ draw }) => {
    let left = draw.between(8, 16);
    return {
      words: `${words} refused until ID was said on the connection; the first is closed at command ${String(left)}`,
      capabilities: (offered) => [...new Set([...offered, 'ID'])],
      instead: ({ session, command: { name } }) => {
        if (session.id === 1 && --left === 0) return { end: 'drop' };
        if (session.said.has('ID') || !isRefused(name)) return null;
        return { answer: `NO ${name} Unsafe Login. Please contact the administrator` };
      },
    };
  };
}

/** For a while, everything after sign-in is refused. */
function forAWhile(text: string): (stage: Stage) => Quirk {
  return ({ draw }) => {
    let before = draw.between(5, 40);
    let left = draw.between(1, 3);
    return {
      words: `at command ${String(before)}, ${String(left)} commands are answered ${text}`,
      instead: ({ command: { name } }) =>
        WITHOUT_ID.test(name) || --before > 0 || left-- <= 0 ? null : { answer: text },
    };
  };
}

/** What happens to connections, and what a connection must begin with. */
export const connectionKinds: readonly Kind[] = [
  // NetEase (163.com, 126.com, 188.com).
  inId(
    'everything refused until ID',
    BOTH,
    'all',
    wantsId('everything', (name) => !WITHOUT_ID.test(name)),
  ),
  inId(
    'SELECT and EXAMINE refused until ID',
    BOTH,
    'all',
    wantsId('opening a mailbox', (name) => /^(?:SELECT|EXAMINE)$/.test(name)),
  ),
  // Any network, any server that is restarted.
  inConnection(
    'closed before a command has its effect',
    BOTH,
    'all',
    atMoments('closed before the effect', () => ({ end: 'drop' })),
  ),
  inConnection(
    'closed after a command had its effect',
    BOTH,
    'all',
    atMoments('closed after the effect, before the answer', () => ({ cutAnswer: 0 })),
  ),
  inConnection(
    'closed in the middle of an answer',
    BOTH,
    'all',
    atMoments('closed in the middle of the answer', ({ draw }) => ({ cutAnswer: draw.next() })),
  ),
  inConnection(
    'silence instead of an answer',
    BOTH,
    'all',
    atMoments('silence', () => ({ end: 'silence' }), isAfterSignIn),
  ),
  inConnection(
    'BYE instead of an answer',
    BOTH,
    'all',
    atMoments('BYE', () => ({ bye: 'server is shutting down' })),
  ),
  inConnection(
    'an APPEND that is stored, its answer lost',
    AT_DESTINATION,
    'all',
    atMoments('APPEND stored, its answer lost', () => ({ cutAnswer: 0 }), isAppend),
  ),
  inConnection(
    'an APPEND that is lost with its connection',
    AT_DESTINATION,
    'all',
    atMoments('APPEND lost', () => ({ end: 'drop' }), isAppend),
  ),
  // Servers finish what they began.
  inConnection(
    'an APPEND that is stored later',
    AT_DESTINATION,
    'all',
    atMoments('APPEND stored late', ({ draw, graceMs }) => ({ lateBy: draw.next() * 0.9 * graceMs }), isAppend),
  ),
  // Servers under load.
  inConnection('NO [UNAVAILABLE] for a while', BOTH, 'all', forAWhile('NO [UNAVAILABLE] try again later')),
  inConnection('NO [LIMIT] for a while', BOTH, 'all', forAWhile('NO [LIMIT] rate limit hit')),
];
