import { AT_DESTINATION, BOTH, type Kind, type Stage } from './kind.ts';
import type { Instead, Moment, Quirk } from './quirk.ts';

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

const WITHOUT_ID = /^(?:CAPABILITY|LOGIN|AUTHENTICATE|ID|NOOP|LOGOUT)$/;

/** Refuses this until the client has said on the same connection what it is (RFC 2971). */
function wantsId(words: string, isRefused: (name: string) => boolean): () => Quirk {
  return () => ({
    words: `${words} refused until ID was said on the connection`,
    capabilities: (offered) => [...new Set([...offered, 'ID'])],
    instead: ({ session, command: { name } }) =>
      session.said.has('ID') || !isRefused(name)
        ? null
        : { answer: `NO ${name} Unsafe Login. Please contact the administrator` },
  });
}

/** What happens to connections, and what a connection must begin with. */
export const connectionKinds: readonly Kind[] = [
  // NetEase (163.com, 126.com, 188.com).
  {
    id: 'everything refused until ID',
    group: 'id',
    roles: BOTH,
    expect: 'all',
    make: wantsId('everything', (name) => !WITHOUT_ID.test(name)),
  },
  {
    id: 'SELECT and EXAMINE refused until ID',
    group: 'id',
    roles: BOTH,
    expect: 'all',
    make: wantsId('opening a mailbox', (name) => /^(?:SELECT|EXAMINE)$/.test(name)),
  },
  // Any network, any server that is restarted.
  {
    id: 'closed before a command has its effect',
    group: 'connection',
    roles: BOTH,
    expect: 'all',
    make: atMoments('closed before the effect', () => ({ end: 'drop' })),
  },
  {
    id: 'closed after a command had its effect',
    group: 'connection',
    roles: BOTH,
    expect: 'all',
    make: atMoments('closed after the effect, before the answer', () => ({ cutAnswer: 0 })),
  },
  {
    id: 'closed in the middle of an answer',
    group: 'connection',
    roles: BOTH,
    expect: 'all',
    make: atMoments('closed in the middle of the answer', ({ draw }) => ({ cutAnswer: draw.next() })),
  },
  {
    id: 'silence instead of an answer',
    group: 'connection',
    roles: BOTH,
    expect: 'all',
    make: atMoments('silence', () => ({ end: 'silence' })),
  },
  {
    id: 'BYE instead of an answer',
    group: 'connection',
    roles: BOTH,
    expect: 'all',
    make: atMoments('BYE', () => ({ bye: 'server is shutting down' })),
  },
  {
    id: 'an APPEND that is stored, its answer lost',
    group: 'connection',
    roles: AT_DESTINATION,
    expect: 'all',
    make: atMoments('APPEND stored, its answer lost', () => ({ cutAnswer: 0 }), isAppend),
  },
  {
    id: 'an APPEND that is lost with its connection',
    group: 'connection',
    roles: AT_DESTINATION,
    expect: 'all',
    make: atMoments('APPEND lost', () => ({ end: 'drop' }), isAppend),
  },
  // Servers finish what they began.
  {
    id: 'an APPEND that is stored later',
    group: 'connection',
    roles: AT_DESTINATION,
    expect: 'all',
    make: atMoments('APPEND stored late', ({ draw, graceMs }) => ({ lateBy: draw.next() * 0.9 * graceMs }), isAppend),
  },
];
