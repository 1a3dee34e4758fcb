import type { Receipt } from '../../../../shared/model/receipt.ts';
import { readMessages } from '../../../engine/read-messages.ts';
import { accountKey } from '../../../../shared/model/account.ts';
import { readReceipt } from '../../receipt-service.ts';
import { accountAccess } from '../account/account-access.ts';
import type { Desk } from '../desk.ts';
import { problemOf } from '../problem.ts';
import { receiptDocument } from '../receipt/receipt-document.ts';
import { receiptView } from '../receipt/receipt-view.ts';
import { supportReport } from '../receipt/report.ts';
import { moveView, type LiveMove } from '../view/move-view.ts';
import type { RequestParts } from './request-parts.ts';

/** The proof, in all its forms, and what did not arrive. */
export function receiptRequests({
  parts,
  find,
}: RequestParts): Pick<Desk, 'receipt' | 'chooseTreatment' | 'receiptDocument' | 'readMessages' | 'report'> {
  const read = ({ kept }: LiveMove): Receipt | null => {
    const { source, destination, startedAt } = kept.record();
    if (!source || !destination || startedAt === null) return null;
    const wanted = { from: accountKey(source.address), to: accountKey(destination.address) };
    const journal = kept.journalIfUsable();
    const receipt = journal && readReceipt(journal, wanted, parts.clock.now());
    return typeof receipt === 'string' ? null : receipt;
  };
  return {
    receipt({ move }) {
      const receipt = read(find(move));
      return receipt && receiptView(receipt, find(move).kept.record().treatments);
    },
    chooseTreatment({ move, flaw, treatment }) {
      const { kept } = find(move);
      kept.change({ treatments: { ...kept.record().treatments, [flaw]: treatment } });
    },
    receiptDocument(move, format, language) {
      const receipt = read(find(move));
      return receipt && receiptDocument(receipt, format, language);
    },
    async readMessages(move, messages, write) {
      const { kept } = find(move);
      const record = kept.record();
      const journal = kept.journal();
      const pairs = journal.migrations().flatMap(({ id }) => journal.pairs(id));
      const bySource = new Map(pairs.map((pair) => [pair.source, pair]));
      const wanted = messages.map(({ source, uid }) => ({
        mailbox: source,
        uid,
        readsFrom: bySource.get(source)?.readsFrom ?? null,
        uidValidity: bySource.get(source)?.sourceUidValidity ?? null,
      }));
      try {
        const access = await accountAccess(record, 'source', parts);
        const session = await parts.source(access).connect(new AbortController().signal);
        try {
          await readMessages(session, wanted, async ({ mailbox, uid }, body) => write({ source: mailbox, uid }, body));
        } finally {
          await session.close();
        }
        return { problem: null };
      } catch (error) {
        return { problem: problemOf(error, record, parts.onFault) };
      }
    },
    report(move) {
      const found = find(move);
      const look = found.checking.look();
      return supportReport({
        version: parts.version,
        view: moveView(found, parts.directory),
        receipt: read(found),
        ...(look && { facts: { source: look.source.facts, destination: look.destination.facts } }),
      });
    },
  };
}
