import { textOf } from './command.ts';
import { BOTH, inGroup, type Expectation, type Kind, type Stage } from './kind.ts';
import { sameName } from './mailbox.ts';
import type { Quirk, StatusLine } from './quirk.ts';

const inStatus = inGroup('status');

type Change = (line: StatusLine) => StatusLine | null;

/** Draws whether it is one mailbox or all of them. */
function someMailboxes({ draw, mailboxes }: Stage): {
  readonly has: (name: string) => boolean;
  readonly words: string;
} {
  const one = draw.chance(0.6) ? draw.pick(mailboxes) : null;
  return { has: (name) => one === null || sameName(one, name), words: one ?? 'every mailbox' };
}

/** Told so by STATUS, and by LIST-STATUS (RFC 5819). */
function told(words: string, change: Change, expect: Expectation = 'all'): readonly Kind[] {
  const kind = (asked: 'STATUS' | 'LIST-STATUS', capabilities: Quirk['capabilities']): Kind =>
    inStatus(`${asked} ${words}`, BOTH, expect, (stage) => {
      const some = someMailboxes(stage);
      return {
        words: `${asked} of ${some.words} ${words}`,
        ...(capabilities && { capabilities }),
        status: (line) => (some.has(line.mailbox.name) ? change(line) : line),
      };
    });
  const offersAll: Quirk['capabilities'] = (offered) => [...new Set([...offered, 'LIST-EXTENDED', 'LIST-STATUS'])];
  return [kind('STATUS', undefined), kind('LIST-STATUS', offersAll)];
}

/** The name alone tells the client to which of its questions this is the answer. */
function spelled(write: (name: string) => string): Change {
  return (line) => ({ ...line, name: write(line.mailbox.name) });
}

function valued(name: string, value: (before: string) => string | null): Change {
  return (line) => ({
    ...line,
    items: line.items.flatMap((item) => {
      const now = item[0] === name ? value(item[1]) : item[1];
      return now === null ? [] : [[item[0], now] as const];
    }),
  });
}

function refused(answer: string, expect: Expectation = 'named'): Kind {
  return inStatus(`STATUS refused: ${answer}`, BOTH, expect, (stage) => {
    const some = someMailboxes(stage);
    return {
      words: `STATUS of ${some.words} is answered ${answer}`,
      status: (line) => (some.has(line.mailbox.name) ? null : line),
      instead: ({ command }) => (command.name === 'STATUS' && some.has(textOf(command.args[0])) ? { answer } : null),
    };
  });
}

/** What STATUS tells of a mailbox before it is opened. */
export const statusKinds: readonly Kind[] = [
  // Winmail, and small servers of providers.
  ...told(
    'without UIDNEXT',
    valued('UIDNEXT', () => null),
  ),
  // 163.com.
  ...told('with an empty list', (line) => ({ ...line, items: [] })),
  // Gateways in front of stores that know no UIDVALIDITY; those that make it of milliseconds.
  ...told(
    'with UIDVALIDITY 0',
    valued('UIDVALIDITY', () => '0'),
  ),
  ...told(
    'with UIDVALIDITY above 32 bits',
    valued('UIDVALIDITY', () => '1767225600000'),
  ),
  // Servers over file systems without regard to case; those that quote only where they must.
  ...told(
    'in lower case',
    spelled((name) => `"${name.toLowerCase()}"`),
  ),
  ...told(
    'without quotes',
    spelled((name) => (/^[\w/]+$/.test(name) ? name : `"${name}"`)),
  ),
  ...told('without a line', () => null),
  // Corrupt mailboxes, which open without trouble.
  refused('NO mailbox is corrupt'),
  refused('NO [UNAVAILABLE] try again later', 'stops'),
  refused('BAD internal error'),
];
