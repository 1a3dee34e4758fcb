import type { Journal } from '../engine/journal-port.ts';
import { sqliteLedger } from './account-ledger.ts';
import { carryOver, hasFormerMessages } from './carry-over.ts';
import { commonFingerprints } from './common-fingerprints.ts';
import { comparedOf } from './compared.ts';
import type { JournalConnection } from './connection.ts';
import { addDestinationListing, assignedDestinationUids, clearDestinationListing } from './destination-listing.ts';
import { exceptions } from './exceptions.ts';
import { marks } from './mark.ts';
import { addMessages, messagesOf } from './messages.ts';
import { leftOut, migrations, openMigration, saveNamespaces } from './migrations.ts';
import { placesOf } from './places.ts';
import { renameDestination } from './rename-destination.ts';
import { sharedUids } from './shared-uids.ts';
import { addShares, firstPairs } from './shares.ts';
import { changePair, pairById, pairsOf, savePlan } from './pairs.ts';
import { changeSourceUidValidity, distrustUids, forgetDestination, retryFailed } from './start-again.ts';
import { Tally } from './tally.ts';

/** The journal over an open file. Every method throws a JournalError when the file fails, and has then changed nothing. */
export function sqliteJournal(connection: JournalConnection): Journal {
  const tally = new Tally(connection);
  const state = { connection, tally };
  return {
    openMigration: (sourceKey, destinationKey) => openMigration(connection, sourceKey, destinationKey),
    migrations: () => migrations(connection),
    savePlan(migration, pairs, left) {
      const saved = savePlan(connection, migration, { pairs, leftOut: left });
      // One of them may have begun anew.
      for (const { id, sourceUidValidity } of saved) if (sourceUidValidity === null) tally.forget(id);
      return saved;
    },
    leftOut: (migration) => leftOut(connection, migration),
    saveNamespaces: (migration, namespaces) => saveNamespaces(connection, migration, namespaces),
    pairs: (migration) => pairsOf(connection, migration),
    pair: (pair) => pairById(connection, pair),
    changePair(pair, change) {
      if (change.sourceUidValidity !== undefined) tally.forget(pair);
      changePair(connection, pair, change);
    },
    renameDestination: (pair, destination, reason) => renameDestination(connection, pair, destination, reason),

    addMessages: (pair, messages) => addMessages(connection, tally, pair, messages),
    addShares: (pair, messages) => addShares(state, pair, messages),
    firstPairs: (pair) => firstPairs(connection, pair),
    placesOf: (pair, uids) => placesOf(connection, pair, uids),
    messages: (pair, status, afterUid, limit) => messagesOf(connection, pair, status, { afterUid, limit }),
    counts: (pair) => tally.counts(pair),
    sharedUids: (pairs) => sharedUids(connection, pairs),
    compared: (pair) => comparedOf(connection, pair),

    ...marks(state),
    retryFailed: (pair) => retryFailed(state, pair),

    assignedDestinationUids: (pair, fromUid, withFormer = false) =>
      assignedDestinationUids(connection, pair, { fromUid, withFormer }),
    clearDestinationListing: (pair) => clearDestinationListing(connection, pair),
    addDestinationListing: (pair, messages) => addDestinationListing(connection, pair, messages),
    commonFingerprints: (pair, after, limit) => commonFingerprints(connection, pair, after, limit),

    changeSourceUidValidity: (pair, uidValidity) => changeSourceUidValidity(state, pair, uidValidity),
    distrustUids: (pair) => distrustUids(state, pair),
    hasFormerMessages: (pair) => hasFormerMessages(state, pair),
    carryOver: (pair) => carryOver(state, pair),
    forgetDestination: (pair) => forgetDestination(state, pair),

    ledger: sqliteLedger(connection),
    exceptions: (migration, after, limit) => exceptions(connection, migration, { after, limit }),
    close: () => closeJournal(connection),
  };
}

/** Closing writes the log back into the file, so that the next start knows it was left in order. */
function closeJournal(connection: JournalConnection): void {
  if (!connection.database.open) return;
  try {
    connection.bare((database) => database.pragma('optimize'));
  } catch {
    // It writes statistics, which the next close writes as well; on a full disk what the journal says is what counts.
  } finally {
    connection.close();
  }
}
