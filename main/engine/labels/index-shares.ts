import { skipReason } from '../apply-filters.ts';
import { fingerprintOf } from '../copy/fingerprint.ts';
import type { Journal, JournalPair, SharedMessage } from '../journal-port.ts';
import type { IndexedMessage, OpenMailbox, SourceSession } from '../ports.ts';
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
  const survey = new LabelSurvey(rule);
  const listed = await listAll(sharing, session, { identity, opened, survey });
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
  first: { readonly identity: boolean; readonly opened: OpenMailbox; readonly survey: LabelSurvey },
): Promise<Listed> {
  const { identity } = first;
  let { opened, survey } = first;
  for (let time = 1; ; time++) {
    const seen = opened.exists === 0 ? new UidSet() : await listInto(sharing, session, identity, survey);
    const isAll = opened.exists === null || seen.size >= opened.exists;
    if (isAll || time === LISTINGS) return { opened, count: seen.size, highest: seen.highest, survey };
    opened = await session.open(sharing.rule.allMail);
    survey = new LabelSurvey(sharing.rule);
  }
}

/** What is at the destination already is recognised by identities: better all of them now than pair by pair later. */
function mustBeCompared({ destinationFacts }: Run, { destination, reconciled }: JournalPair): boolean {
  const there = destinationFacts.mailboxes.find(({ name }) => name === destination);
  return !reconciled && (there?.status?.messages ?? 0) > 0;
}

async function listInto(
  { run, rule, pairs }: Sharing,
  session: SourceSession,
  identity: boolean,
  survey: LabelSurvey,
): Promise<UidSet> {
  const ids = new Map(pairs.map(({ source, id }) => [source, id]));
  const [any] = pairs;
  const seen = new UidSet();
  if (!any) return seen;
  let rows: SharedMessage[] = [];
  const write = (): void => {
    run.journal.addShares(any.id, rows);
    const touched = new Set(rows.flatMap((row) => row.pairs));
    for (const id of touched) tellProgress(run, run.journal.pair(id), 'indexing');
    rows = [];
  };
  await session.fetchIndex('1:*', { identity, labels: true }, (message) => {
    seen.add(message.uid);
    const row = toRow(run, message, rule, ids);
    if (row.skip === null) survey.count(message);
    rows.push(row);
    if (rows.length >= ROWS) write();
    run.signal.throwIfAborted();
  });
  if (rows.length > 0) write();
  return seen;
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
