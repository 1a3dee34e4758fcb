import { describe, expect, it } from 'vitest';
import { buildPlan } from '../../../main/engine/plan/build-plan.ts';
import type { AccountFacts } from '../../../shared/model/mailbox.ts';
import type { MigrationPlan, PlanOptions } from '../../../shared/model/plan.ts';
import { account, DEFAULTS, type AccountShape, type MailboxShape } from './account-builder.ts';

type Mailboxes = NonNullable<AccountShape['mailboxes']>;

const mail = (messages: number, ...attributes: readonly string[]): MailboxShape => ({ messages, attributes });

/** What is in mailboxes after some years and several programs. */
const sets: Readonly<Record<string, Mailboxes>> = {
  'Apple Mail and Outlook, English': [
    ['Sent', mail(120)],
    ['Sent Items', mail(3100)],
    ['Sent Messages', mail(2900)],
    ['Deleted Items', mail(40)],
    ['Deleted Messages', mail(41)],
    ['Junk', mail(7)],
    ['Junk E-mail', mail(8)],
    ['Drafts', mail(3)],
    ['Archive', mail(800)],
    ['Notes', mail(5)],
  ],
  'Outlook on Exchange, English, marked': [
    ['Sent Items', mail(3100, '\\Sent')],
    ['Sent', mail(12)],
    ['Deleted Items', mail(40, '\\Trash')],
    ['Trash', mail(4)],
    ['Junk Email', mail(8, '\\Junk')],
    ['Spam', mail(2)],
    ['Drafts', mail(3, '\\Drafts')],
    ['Conversation History', mail(9)],
  ],
  'Thunderbird and a webmail, English': [
    ['Sent', mail(500)],
    ['sent-mail', mail(501)],
    ['Trash', mail(30)],
    ['Drafts', mail(2)],
    ['Draft', mail(1)],
    ['Archives', mail(10)],
    ['Archives/2019', mail(90)],
    ['Archives/2020', mail(95)],
    ['Templates', mail(4)],
  ],
  'Orange and Apple Mail, French': [
    ['Messages envoyés', mail(800)],
    ['Sent Messages', mail(799)],
    ['Éléments envoyés', mail(300)],
    ['Brouillons', mail(5)],
    ['Drafts', mail(1)],
    ['Corbeille', mail(60)],
    ['Indésirables', mail(12)],
    ['Courrier indésirable', mail(13)],
    ['Impôts', mail(70)],
  ],
  'Gmail by IMAP, French': [
    ['[Gmail]', mail(0, '\\Noselect')],
    ['[Gmail]/Messages envoyés', mail(2000, '\\Sent')],
    ['[Gmail]/Brouillons', mail(4, '\\Drafts')],
    ['[Gmail]/Corbeille', mail(11, '\\Trash')],
    ['[Gmail]/Spam', mail(31, '\\Junk')],
    ['[Gmail]/Tous les messages', mail(9000, '\\All')],
    ['[Imap]/Sent', mail(6)],
    ['[Imap]/Trash', mail(2)],
    ['Sent', mail(3)],
    ['Famille/Photos', mail(44)],
  ],
  'GMX, Outlook and Thunderbird, German': [
    ['Sent', mail(90)],
    ['Gesendet', mail(1800)],
    ['Gesendete Elemente', mail(1801)],
    ['Gesendete Objekte', mail(12)],
    ['Entwürfe', mail(6)],
    ['Drafts', mail(2)],
    ['Papierkorb', mail(33)],
    ['Gelöschte Elemente', mail(34)],
    ['Spamverdacht', mail(400)],
    ['Spam', mail(1)],
    ['Archiv', mail(150)],
    ['Archiv/2018', mail(80)],
  ],
  'A copy of Gmail on another server, German': [
    ['[Gmail]/Gesendet', mail(700)],
    ['[Gmail]/Entwürfe', mail(3)],
    ['Gesendet', mail(699)],
    ['Entwürfe', mail(4)],
    ['Rechnungen', mail(80)],
  ],
  'Hotmail and iCloud, Spanish': [
    ['Enviados', mail(640)],
    ['Elementos enviados', mail(1200)],
    ['Sent Messages', mail(1199)],
    ['Borradores', mail(5)],
    ['Papelera', mail(9)],
    ['Elementos eliminados', mail(10)],
    ['Correo no deseado', mail(70)],
    ['Archivo', mail(66)],
  ],
  'A host below INBOX, French': [
    ['INBOX/Sent', mail(300)],
    ['INBOX/Envoyés', mail(301)],
    ['Sent', mail(20)],
    ['INBOX/Drafts', mail(1)],
    ['INBOX/Trash', mail(8)],
    ['INBOX/Corbeille', mail(9)],
    ['INBOX/spam', mail(5)],
    ['INBOX/Clients/Sent', mail(12)],
  ],
  'Roundcube and K-9, Spanish, with places that hold no messages': [
    ['Trash', mail(0, '\\Noselect')],
    ['Trash/Viejo', mail(14)],
    ['Papelera', mail(3)],
    ['Archivo', mail(0, '\\Noselect')],
    ['Archivo/2021', mail(50)],
    ['Archive', mail(2)],
    ['Enviados', mail(60)],
    ['Sent', mail(61)],
    ['Sent/2019', mail(17)],
  ],
};

/** The standard mailboxes of a server and how it marks them. */
interface Server {
  readonly facts: AccountFacts;
  /** The mark of what is called so, also when this move makes it. */
  readonly marks: Readonly<Record<string, string>>;
}

const STANDARD = { Sent: '\\Sent', Drafts: '\\Drafts', Junk: '\\Junk', Trash: '\\Trash' };
/** Dovecot's own configuration marks two. */
const BY_NAME = { ...STANDARD, 'Sent Messages': '\\Sent' };

function server(shape: AccountShape, marks: Server['marks'], there: readonly string[]): Server {
  const prefix = shape.prefix ?? '';
  const mailboxes = there.map((name) => [prefix + name, mail(0, ...[marks[name] ?? []].flat())] as const);
  return { facts: account({ ...shape, mailboxes }), marks };
}

const dovecot: AccountShape = { serverName: 'Dovecot', capabilities: new Set(['SPECIAL-USE']) };
const dotted: AccountShape = { ...dovecot, prefix: 'INBOX.', delimiter: '.' };
const standard = Object.keys(STANDARD);

const servers: Readonly<Record<string, Server>> = {
  'an empty server that marks nothing': server({}, {}, []),
  'an empty Dovecot that marks nothing': server({ serverName: 'Dovecot' }, {}, []),
  'a Dovecot with its mailboxes marked': server(dovecot, STANDARD, standard),
  'a Dovecot that marks them by name once they are made': server(dovecot, BY_NAME, []),
  'a Dovecot below INBOX. that marks nothing': server(
    { prefix: 'INBOX.', delimiter: '.', serverName: 'Dovecot' },
    {},
    [],
  ),
  'a Dovecot below INBOX. with its mailboxes marked': server(dotted, STANDARD, standard),
  'a server with mailboxes that only their names speak of': server({}, {}, ['Sent', 'Drafts', 'Trash', 'Spam']),
  'an Exchange': server({ serverName: 'Microsoft.Exchange' }, {}, [
    'Sent Items',
    'Drafts',
    'Junk Email',
    'Deleted Items',
  ]),
  'a German server that marks its own': server(
    { capabilities: new Set(['SPECIAL-USE']) },
    { Gesendet: '\\Sent', Entwürfe: '\\Drafts', Papierkorb: '\\Trash', Spamverdacht: '\\Junk' },
    ['Gesendet', 'Entwürfe', 'Papierkorb', 'Spamverdacht'],
  ),
};

/** The server after a run: what went along is there. */
function afterwards({ facts, marks }: Server, { pairs }: MigrationPlan): AccountFacts {
  const arrived = new Map<string, number>();
  for (const { destination, messages } of pairs) arrived.set(destination, (arrived.get(destination) ?? 0) + messages);
  const { prefix } = facts.namespace;
  const names = new Set([...facts.mailboxes.map(({ name }) => name), ...arrived.keys()]);
  const mailboxes = [...names].map((name) => {
    const messages = arrived.get(name) ?? 0;
    return [name, mail(messages, ...[marks[name.slice(prefix.length)] ?? []].flat())] as const;
  });
  const { serverName, capabilities, namespace } = facts;
  return account({ serverName, capabilities, ...namespace, mailboxes });
}

/** New mail in every mailbox, most in the smallest: whoever had the most has it no more. */
function grown(source: AccountFacts): AccountFacts {
  const mailboxes = source.mailboxes.map((one) => {
    const { status } = one;
    return {
      ...one,
      status: status && { ...status, messages: status.messages + Math.ceil(5000 / (status.messages + 1)) },
    };
  });
  return { ...source, mailboxes };
}

const namesOf = ({ pairs }: MigrationPlan): Record<string, string> =>
  Object.fromEntries(pairs.map((pair) => [pair.source, pair.destination]));

describe.each(Object.entries(servers))('at %s', (_, there) => {
  it.each(Object.entries(sets))('%s: a run without the journal comes to the same', (_set, mailboxes) => {
    const source = account({ mailboxes });
    const none: ReadonlyMap<string, string> = new Map();
    const all: PlanOptions = { ...DEFAULTS, spam: true, trash: true };
    for (const options of [DEFAULTS, all]) {
      const first = buildPlan(source, there.facts, options, none);
      const later = afterwards(there, first);
      for (const now of [source, grown(source)]) {
        const again = namesOf(buildPlan(now, later, all, none));
        expect(again).toMatchObject(namesOf(first));
        expect(again).toEqual(namesOf(buildPlan(source, there.facts, all, none)));
      }
    }
  });
});

it.each(Object.entries(sets))('%s: an empty server gets all names as they are, with no number', (_, mailboxes) => {
  const { pairs } = buildPlan(
    account({ mailboxes }),
    account({ serverName: 'Dovecot' }),
    { ...DEFAULTS, spam: true, trash: true },
    new Map(),
  );
  for (const { source, destination } of pairs) {
    expect(destination).not.toMatch(/\(\d+\)/);
    if (!source.startsWith('[Gmail]')) expect(destination).toBe(source);
  }
});

describe('at a Dovecot with its mailboxes marked', () => {
  const there = servers['a Dovecot with its mailboxes marked']?.facts ?? account({});
  const made = (name: string): Record<string, string> =>
    namesOf(
      buildPlan(account({ mailboxes: sets[name] ?? [] }), there, { ...DEFAULTS, spam: true, trash: true }, new Map()),
    );

  it('only what is for the same goes elsewhere', () => {
    const moved = (name: string) =>
      Object.fromEntries(Object.entries(made(name)).filter(([source, destination]) => source !== destination));
    expect(moved('Apple Mail and Outlook, English')).toEqual({ 'Deleted Messages': 'Trash' });
    expect(moved('Outlook on Exchange, English, marked')).toEqual({
      ...{ 'Sent Items': 'Sent', Sent: 'Sent (2)', 'Deleted Items': 'Trash', Trash: 'Trash (2)' },
      'Junk Email': 'Junk',
    });
    expect(moved('GMX, Outlook and Thunderbird, German')).toEqual({
      'Gelöschte Elemente': 'Trash',
      Spamverdacht: 'Junk',
    });
    expect(moved('A host below INBOX, French')).toEqual({
      ...{ 'INBOX/Drafts': 'Drafts', 'INBOX/Corbeille': 'Trash', 'INBOX/spam': 'Junk' },
    });
  });
});
