import type { AccountFacts, ListedMailbox } from '../../../shared/model/mailbox.ts';
import type { MailboxPair, MigrationPlan, PlanOptions } from '../../../shared/model/plan.ts';
import { buildPlan } from '../../../main/engine/plan/build-plan.ts';

export interface MailboxShape {
  readonly attributes?: readonly string[];
  readonly messages?: number;
  readonly size?: number | null;
  readonly subscribed?: boolean;
  readonly refused?: boolean;
  readonly delimiter?: string | null;
}

export interface AccountShape extends Partial<Omit<AccountFacts, 'namespace' | 'mailboxes'>> {
  readonly prefix?: string;
  readonly delimiter?: string | null;
  /** Names, or names with what is special about them. INBOX is added. */
  readonly mailboxes?: readonly (string | readonly [string, MailboxShape])[];
}

export const DEFAULTS: PlanOptions = {
  include: [],
  exclude: [],
  spam: false,
  trash: false,
  decisions: {},
  under: null,
};

/** Facts about an account, of which only what matters needs to be said. */
export function account(shape: AccountShape): AccountFacts {
  const { prefix = '', delimiter = '/', mailboxes = [], ...rest } = shape;
  const named = mailboxes.map((one) => (typeof one === 'string' ? ([one, {}] as const) : one));
  const listed = named.some(([name]) => name === 'INBOX') ? named : [['INBOX', {}] as const, ...named];
  return {
    capabilities: new Set<string>(),
    serverName: null,
    quota: null,
    appendLimit: null,
    namespace: { prefix, delimiter },
    mailboxes: listed.map(([name, own]) => mailbox(name, { delimiter, ...own })),
    ...rest,
  };
}

function mailbox(name: string, shape: MailboxShape): ListedMailbox {
  const { attributes = [], messages = 1, size = 100, subscribed = true, refused = false, delimiter = '/' } = shape;
  const selectable = !attributes.some((one) => /^\\(noselect|nonexistent)$/i.test(one));
  const status = { messages, uidNext: messages + 1, uidValidity: 1, size, highestModseq: null };
  return { name, delimiter, attributes, subscribed, status: selectable && !refused ? status : null };
}

/** A plan with default options. */
export function plan(
  source: AccountShape,
  destination: AccountShape,
  options: Partial<PlanOptions> = {},
): MigrationPlan {
  return buildPlan(account(source), account(destination), { ...DEFAULTS, ...options }, new Map());
}

/** Source to destination names of a plan, INBOX left out where it goes to INBOX. */
export function mapping(made: MigrationPlan): Record<string, string> {
  const pairs = made.pairs.filter((pair) => pair.source !== 'INBOX' || pair.destination !== 'INBOX');
  return Object.fromEntries(pairs.map((pair) => [pair.source, pair.destination]));
}

/** One pair by its source name. */
export function pairFor(made: MigrationPlan, source: string): MailboxPair {
  const pair = made.pairs.find((one) => one.source === source);
  if (pair === undefined) throw new Error(`${source} is not in the plan`);
  return pair;
}
