import { AT_SOURCE, inGroup, type Kind, type Stage } from './kind.ts';
import { sameName } from './mailbox.ts';
import type { Quirk } from './quirk.ts';
import { quoted, type Response } from './response.ts';

/** How LIST writes a name. */
type Writing = (name: string) => Response;

const inQuotes: Writing = (name) => [quoted(name)];
const bare: Writing = (name) => [name];
const asLiteral: Writing = (name) => [`{${String(name.length)}}\r\n`, Buffer.from(name, 'latin1')];

/** A mailbox has a name like this, from the beginning. */
function called(name: string, write: Writing = inQuotes): (stage: Stage) => Quirk {
  return ({ draw, mailboxes }) => {
    const others = mailboxes.filter((one) => !sameName(one, 'INBOX'));
    const before = others.length > 0 ? draw.pick(others) : null;
    return {
      words: `${before ?? 'no mailbox'} is called ${JSON.stringify(name)}, listed as ${describe(write(name))}`,
      begin: (server) => {
        const mailbox = before === null ? null : server.find(before);
        if (mailbox) mailbox.name = name;
      },
      listed: (line) => (line.mailbox.name === name ? { ...line, name: write(name) } : line),
    };
  };
}

function describe(response: Response): string {
  return JSON.stringify(response.map((piece) => (typeof piece === 'string' ? piece : '…')).join(''));
}

const inNames = inGroup('names');

function named(id: string, make: (stage: Stage) => Quirk): Kind {
  return inNames(id, AT_SOURCE, 'all', make);
}

/** Names as LIST writes them. */
export const nameKinds: readonly Kind[] = [
  // Exchange 2003 and gateways.
  named('a name with spaces and without quotes', called('Sent Items', bare)),
  named('a name with a TAB', called('tab\there')),
  named('a name with a TAB and without quotes', called('tab\there', bare)),
  // imap servers of small hosters, whose names come from a file system.
  named('a name in UTF-8', called(Buffer.from('Bücher').toString('latin1'))),
  named('a name in Latin-1', called('R\u00e9pertoire')),
  // Yandex and clients that made names without encoding them.
  named('modified UTF-7 that does not end', called('Caf&AOk')),
  named('modified UTF-7 of a letter that needs none', called('x&AGE-y')),
  named('a bare ampersand', called('Tom & Anna')),
  // A mailbox of that name, from a server that quotes only where it must.
  named('a name that reads NIL', called('NIL', bare)),
  // Legal, and rare.
  named('a name as a literal', called('Work 2019', asLiteral)),
  named('a literal name with a quotation mark', called('quo"te', asLiteral)),
  named('a quoted name with quotation mark and backslash', called(String.raw`a"b\c`)),
  named('a bare name with brackets', called('[Airmail]', bare)),
];
