import type { AccountFacts, ListedMailbox } from '../../../shared/model/mailbox.ts';
import type { Amount, GmailFacts, LabelPlan, LeftOut, LabelStrategy, MailboxPair } from '../../../shared/model/plan.ts';
import { isGmail, labelSource, type LabelSource } from '../labels/label-folders.ts';
import type { SourceNode } from './source-tree.ts';

/** What Gmail's folder size limit can be set to (Gmail API, ImapSettings.maxFolderSize). */
const FOLDER_LIMITS = new Set([1_000, 2_000, 5_000, 10_000]);

type Reason = LeftOut['reason'] | null;

/** Decides about the mailboxes of a Gmail account whose messages are read once each. */
export class LabelPlanner {
  readonly #source: LabelSource;
  readonly #strategy: LabelStrategy;
  readonly #folders: ReadonlySet<string>;

  constructor(source: LabelSource, strategy: LabelStrategy) {
    this.#source = source;
    this.#strategy = strategy;
    this.#folders = new Set(source.folders.map(({ mailbox }) => mailbox.name));
  }

  get allMail(): string {
    return this.#source.allMail.name;
  }

  /** Whether a mailbox's messages are read from "All Mail". */
  isShare(name: string): boolean {
    return name === this.allMail || this.#folders.has(name);
  }

  /** @param reason what would keep the mailbox behind if it were one like any other */
  reasonFor({ mailbox }: SourceNode, reason: Reason): Reason {
    const name = mailbox?.name ?? '';
    if (this.#source.chats.has(name)) return reason ?? 'virtual';
    if (!this.#folders.has(name)) return reason;
    return reason === null && this.#strategy === 'archive' ? 'virtual' : reason;
  }

  /** The plan's numbers as far as STATUS tells them. @param included source names of label folders whose messages come along */
  summary(included: ReadonlySet<string>, unlabelled: boolean): LabelPlan {
    const all = amountOf([this.#source.allMail]);
    const shown = amountOf(this.#shown().filter(({ name }) => included.has(name)));
    const folders = unlabelled ? addUp(shown, this.archived()) : shown;
    const once: Amount = unlabelled ? all : least(all, shown);
    return {
      strategy: this.#strategy,
      allMail: this.allMail,
      unlabelled,
      ...once,
      shown: shown.messages,
      shownBytes: shown.bytes,
      results: { folders, primary: once, archive: once },
      exact: false,
    };
  }

  /** At least so many messages are in no label folder. */
  archived(): Amount {
    const all = amountOf([this.#source.allMail]);
    const shown = amountOf(this.#shown());
    const left = (whole: number, part: number): number => Math.max(0, whole - part);
    return {
      messages: left(all.messages, shown.messages),
      bytes: all.bytes === null || shown.bytes === null ? null : left(all.bytes, shown.bytes),
    };
  }

  /** Stars say nothing about where a message is. */
  #shown(): ListedMailbox[] {
    const folders = this.#source.folders.filter(({ role }) => role !== 'flagged' && role !== 'important');
    return folders.map(({ mailbox }) => mailbox);
  }
}

/** For a source that tells labels, unless its "All Mail" is not shown. */
export function labelPlanner(source: AccountFacts, strategy: LabelStrategy): LabelPlanner | null {
  const gmail = labelSource(source);
  return gmail && new LabelPlanner(gmail, strategy);
}

/** What LIST and STATUS show of Gmail's settings; null for other servers. */
export function gmailFacts(source: AccountFacts): GmailFacts | null {
  if (!isGmail(source)) return null;
  const limited = source.mailboxes.filter(({ status }) => FOLDER_LIMITS.has(status?.messages ?? 0));
  return { hiddenLabels: [], allMailMissing: labelSource(source) === null, limited: limited.map(({ name }) => name) };
}

/** Messages that arrive when each arrives once: fewer than its pairs' numbers together, and never more than there are. */
export function onceEach(pairs: readonly MailboxPair[], labels: LabelPlan): Amount {
  const shares = pairs.filter(({ readsFrom }) => readsFrom === labels.allMail);
  const others = pairs.filter(({ readsFrom }) => readsFrom !== labels.allMail);
  return addUp(sumOf(others), least(sumOf(shares), labels.results[labels.strategy]));
}

function amountOf(mailboxes: readonly ListedMailbox[]): Amount {
  return sumOf(
    mailboxes.map(({ status }) => ({
      messages: status?.messages ?? 0,
      bytes: status?.messages === 0 ? 0 : (status?.size ?? null),
    })),
  );
}

function sumOf(amounts: readonly Amount[]): Amount {
  return amounts.reduce<Amount>(addUp, { messages: 0, bytes: 0 });
}

function addUp(one: Amount, other: Amount): Amount {
  const bytes = one.bytes === null || other.bytes === null ? null : one.bytes + other.bytes;
  return { messages: one.messages + other.messages, bytes };
}

function least(one: Amount, other: Amount): Amount {
  const bytes = one.bytes === null || other.bytes === null ? null : Math.min(one.bytes, other.bytes);
  return { messages: Math.min(one.messages, other.messages), bytes };
}
