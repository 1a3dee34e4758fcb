import { textOf } from './command.ts';
import { BOTH, type Kind, type Stage } from './kind.ts';
import { sameName, type QuirkyMailbox } from './mailbox.ts';
import type { Moment, Quirk, StatusLine } from './quirk.ts';
import { valueOf } from './response.ts';

/** Draws whether it is one mailbox or all of them. */
function someMailboxes({ draw, mailboxes }: Stage): {
  readonly has: (name: string) => boolean;
  readonly words: string;
} {
  const one = draw.chance(0.6) ? draw.pick(mailboxes) : null;
  return { has: (name) => one === null || sameName(one, name), words: one ?? 'every mailbox' };
}

/** STATUS is answered, but not as it should be. */
function otherStatus(words: string, change: (line: StatusLine) => StatusLine | null): (stage: Stage) => Quirk {
  return (stage) => {
    const some = someMailboxes(stage);
    return {
      words: `STATUS of ${some.words}: ${words}`,
      status: (line) => (some.has(line.mailbox.name) ? change(line) : line),
    };
  };
}

function withItem(line: StatusLine, name: string, value: string | null): StatusLine {
  const others = line.items.flatMap((item) =>
    item[0] !== name ? [item] : value === null ? [] : [[name, value] as const],
  );
  return { ...line, items: others };
}

function refusedStatus(answer: string): (stage: Stage) => Quirk {
  return (stage) => {
    const some = someMailboxes(stage);
    const isOne = (name: string): boolean => some.has(name);
    return {
      words: `STATUS of ${some.words} is answered ${answer}`,
      status: (line) => (isOne(line.mailbox.name) ? null : line),
      instead: ({ command }) => (command.name === 'STATUS' && isOne(textOf(command.args[0])) ? { answer } : null),
    };
  };
}

/** SELECT and EXAMINE leave something out. */
function opensWithout(about: 'UIDNEXT' | 'EXISTS', words: string, more: Partial<Quirk> = {}): (stage: Stage) => Quirk {
  return () => ({
    words: `SELECT without ${about}${words}`,
    opening: (lines) => lines.filter((line) => line.about !== about),
    ...more,
  });
}

/** Whether a FETCH asks for the last message's UID and nothing else. */
function asksForLast({ command }: Moment): boolean {
  return command.name === 'FETCH' && textOf(command.args[0]) === '*';
}

function lowered({ name }: QuirkyMailbox): string {
  return `"${name.toLowerCase()}"`;
}

/** What STATUS, SELECT and EXAMINE tell of a mailbox. */
export const statusKinds: readonly Kind[] = [
  // Winmail and small servers of providers.
  {
    id: 'STATUS without UIDNEXT',
    group: 'status',
    roles: BOTH,
    expect: 'all',
    make: otherStatus('without UIDNEXT', (line) => withItem(line, 'UIDNEXT', null)),
  },
  // 163.com.
  {
    id: 'STATUS with an empty list',
    group: 'status',
    roles: BOTH,
    expect: 'all',
    make: otherStatus('()', (line) => ({ ...line, items: [] })),
  },
  // Gateways in front of stores that know no UIDVALIDITY.
  {
    id: 'STATUS with UIDVALIDITY 0',
    group: 'status',
    roles: BOTH,
    expect: 'all',
    make: otherStatus('UIDVALIDITY 0', (line) => withItem(line, 'UIDVALIDITY', '0')),
  },
  // Servers that make it of milliseconds.
  {
    id: 'STATUS with UIDVALIDITY above 32 bits',
    group: 'status',
    roles: BOTH,
    expect: 'all',
    make: otherStatus('UIDVALIDITY above 32 bits', (line) => withItem(line, 'UIDVALIDITY', '1767225600000')),
  },
  // Servers over file systems without regard to case; names without quotes beside quoted ones.
  {
    id: 'STATUS under another spelling',
    group: 'status',
    roles: BOTH,
    expect: 'all',
    make: otherStatus('the name in lower case', (line) => ({ ...line, name: lowered(line.mailbox) })),
  },
  {
    id: 'STATUS with a bare name',
    group: 'status',
    roles: BOTH,
    expect: 'all',
    make: otherStatus('the name without quotes', (line) =>
      line.mailbox.name.includes(' ') ? line : { ...line, name: line.mailbox.name },
    ),
  },
  // Corrupt mailboxes that open without trouble.
  {
    id: 'STATUS refused with NO',
    group: 'status',
    roles: BOTH,
    expect: 'named',
    make: refusedStatus('NO mailbox is corrupt'),
  },
  {
    id: 'STATUS refused with BAD',
    group: 'status',
    roles: BOTH,
    expect: 'named',
    make: refusedStatus('BAD internal error'),
  },
  {
    id: 'STATUS answered without a line',
    group: 'status',
    roles: BOTH,
    expect: 'all',
    make: otherStatus('OK without a line', () => null),
  },
  // RFC 3501 lets a server leave it out.
  { id: 'SELECT without UIDNEXT', group: 'opening', roles: BOTH, expect: 'all', make: opensWithout('UIDNEXT', '') },
  {
    id: 'SELECT without UIDNEXT, FETCH * with FLAGS first',
    group: 'opening',
    roles: BOTH,
    expect: 'all',
    make: opensWithout('UIDNEXT', '; FETCH * tells FLAGS before UID', {
      fetched: (answers, moment) =>
        answers.map((answer) =>
          asksForLast(moment) ? { ...answer, items: [{ name: 'FLAGS', value: '()' }, ...answer.items] } : answer,
        ),
    }),
  },
  {
    id: 'SELECT without UIDNEXT, FETCH * without an answer',
    group: 'opening',
    roles: BOTH,
    expect: 'all',
    make: opensWithout('UIDNEXT', '; FETCH * tells nothing', {
      fetched: (answers, moment) =>
        asksForLast(moment) ? answers.filter((answer) => valueOf(answer, 'UID') === null) : answers,
    }),
  },
  { id: 'SELECT without EXISTS', group: 'opening', roles: BOTH, expect: 'all', make: opensWithout('EXISTS', '') },
];
