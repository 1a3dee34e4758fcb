import { skipReason } from '../apply-filters.ts';
import { fingerprintOf } from '../copy/fingerprint.ts';
import type { Journal, JournalPair, SharedMessage } from '../journal-port.ts';
import type { IndexedMessage, OpenMailbox, SourceSession } from '../ports.ts';
import { MailError } from '../mail-error.ts';
import { tellProgress, type Run } from '../run.ts';
import { UidSet } from '../uid-set.ts';
import { shareOf, type ShareRule } from './share-rule.ts';
import { LabelSurvey } from './survey.ts';

/** Rows of one journal transaction; a message is a row in each of its pairs. */
const ROWS = 500;
/** How often "All Mail" is listed that shows fewer messages than it says it has. */
const LISTINGS = 3;

/** What is shared out, and among whom. */
export interface Sharing {
  readonly run: Run;
  readonly rule: ShareRule;
  /** Those of this run that read from "All Mail". */
  readonly pairs: readonly JournalPair[];
  /** What an attempt that was cut short has listed. */
  readonly begun: ShareListing;
}

/** A listing of "All Mail" as far as it has come: where a server ends sessions early, the next one goes on from there. */
export class ShareListing {
  seen = new UidSet();
  survey: LabelSurvey | null = null;
  #uidValidity: number | null = null;
  #identity = false;
  #longest = 0;

  /** Grows with everything listed for the first time. */
  get steps(): number {
    return this.#longest;
  }

  add(uid: number): void {
    this.seen.add(uid);
    this.#longest = Math.max(this.#longest, this.seen.size);
  }

  /** Whether a listing goes on; else one begins. */
  goOn({ uidValidity }: OpenMailbox, identity: boolean): boolean {
    const isSame = this.survey !== null && this.#uidValidity === uidValidity && this.#identity === identity;
    [this.#uidValidity, this.#identity] = [uidValidity, identity];
    return isSame && this.seen.isAscending;
  }

  beginAnew(rule: ShareRule): void {
    this.seen = new UidSet();
    this.survey = new LabelSurvey(rule);
  }
}

/**
 * Brings the journal's lists of all label pairs up to date with one listing of "All Mail": what the labels say now counts for
 * everything that was not sent yet. A pair is complete only when all is entered, so that an end in the middle is noticed.
 */
export async function indexShares(sharing: Sharing, session: SourceSession): Promise<LabelSurvey> {
  const { run, rule, pairs } = sharing;
  const { journal } = run;
  const opened = await session.open(rule.allMail);
  for (const { id, sourceUidValidity } of pairs) {
    if (sourceUidValidity !== opened.uidValidity) journal.changeSourceUidValidity(id, opened.uidValidity);
  }
  const heirs = pairs.filter(({ id }) => journal.pair(id).indexedUidNext === null && journal.hasFormerMessages(id));
  const identity = heirs.length > 0 || pairs.some((pair) => mustBeCompared(run, pair));
  const listed = await listAll(sharing, session, { identity, opened });
  for (const { id } of heirs) journal.carryOver(id);
  for (const { id } of pairs) complete(journal, id, listed, rule.key);
  return listed.survey;
}

/** What is known of "All Mail" after a listing. */
interface Listed {
  readonly opened: OpenMailbox;
  /** Messages that were listed, and the highest UID among them. */
  readonly count: number;
  readonly highest: number;
  readonly survey: LabelSurvey;
}

/** Lists again, some times, as long as fewer messages come than there are said to be. */
async function listAll(
  sharing: Sharing,
  session: SourceSession,
  { identity, opened: first }: { readonly identity: boolean; readonly opened: OpenMailbox },
): Promise<Listed> {
  const { rule, begun } = sharing;
  let opened = first;
  if (!begun.goOn(opened, identity)) begun.beginAnew(rule);
  for (let time = 1; ; time++) {
    if (opened.exists !== 0) await listInto(sharing, session, identity);
    const { seen, survey } = begun;
    const isAll = opened.exists === null || seen.size >= opened.exists;
    if (isAll || time === LISTINGS)
      return { opened, count: seen.size, highest: seen.highest, survey: survey ?? new LabelSurvey(rule) };
    opened = await session.open(rule.allMail);
    begun.beginAnew(rule);
  }
}

/** What is at the destination already is recognised by identities: better all of them now than pair by pair later. */
function mustBeCompared({ destinationFacts }: Run, { destination, reconciled }: JournalPair): boolean {
  const there = destinationFacts.mailboxes.find(({ name }) => name === destination);
  return !reconciled && (there?.status?.messages ?? 0) > 0;
}

async function listInto(
  { run, rule, pairs, begun }: Sharing,
  session: SourceSession,
  identity: boolean,
): Promise<void> {
  const ids = new Map(pairs.map(({ source, id }) => [source, id]));
  const [any] = pairs;
  if (!any) return;
  let rows: SharedMessage[] = [];
  const write = (): void => {
    run.journal.addShares(any.id, rows);
    for (const { uid } of rows) begun.add(uid);
    const touched = new Set(rows.flatMap((row) => row.pairs));
    for (const id of touched) tellProgress(run, run.journal.pair(id), 'indexing');
    rows = [];
  };
  const from = begun.seen.highest + 1;
  try {
    await session.fetchIndex(`${String(from)}:*`, { identity, labels: true }, (message) => {
      // `n:*` answers the last message even when it is below n.
      if (from > 1 && begun.seen.has(message.uid)) return;
      const row = toRow(run, message, rule, ids);
      if (row.skip === null) begun.survey?.count(message);
      rows.push(row);
      if (rows.length >= ROWS) write();
      run.signal.throwIfAborted();
    });
  } catch (error) {
    // What has come before the connection ended need not come again.
    if (error instanceof MailError) write();
    throw error;
  }
  if (rows.length > 0) write();
}

function toRow(run: Run, message: IndexedMessage, rule: ShareRule, ids: ReadonlyMap<string, number>): SharedMessage {
  const { uid, size, internalDate } = message;
  const share = shareOf(message.gmail ?? { id: '0', labels: [] }, rule);
  const flags = message.flags ?? [];
  const has = new Set(flags.map((flag) => flag.toLowerCase()));
  return {
    uid,
    size,
    internalDate,
    flags: [...flags, ...share.flags.filter((flag) => !has.has(flag.toLowerCase()))],
    fingerprint: message.identity ? fingerprintOf(message.identity) : null,
    skip: skipReason(message, run.settings),
    pairs: share.pairs.flatMap((source) => ids.get(source) ?? []),
  };
}

function complete(journal: Journal, pair: number, { opened, count, highest }: Listed, key: string): void {
  journal.changePair(pair, {
    indexedUidNext: Math.max(opened.uidNext ?? 1, highest + 1),
    indexedMessages: opened.exists,
    sourceListed: count,
    sourceHighestModseq: opened.highestModseq,
    indexedShare: key,
  });
}
