import type { Input, Output } from '../../shared/ipc/contract.ts';
import type { Desk } from '../services/desk/desk.ts';
import { fileProblem } from './file-problem.ts';
import { createMessageFolder, type MessageFolder } from './message-folder.ts';

/**
 * Reads messages from the source and writes them into a new folder. What was written before a problem stays, with its list.
 * @param place the folder the person chose, and the name of the new one in it
 */
export async function exportMessages(
  desk: Pick<Desk, 'readMessages'>,
  { move, messages }: Input<'saveMessages'>,
  place: { readonly parent: string; readonly name: string },
): Promise<Output<'saveMessages'>> {
  let folder: MessageFolder | null = null;
  try {
    const made = await createMessageFolder(place.parent, place.name);
    folder = made;
    const { problem } = await desk.readMessages(move, messages, (message, body) => made.add(message, body));
    await made.finish();
    return { saved: problem === null, problem, written: made.written, missing: made.missing };
  } catch (error) {
    // Perhaps there is room for the small list at least.
    await folder?.finish().catch(() => undefined);
    return { saved: false, problem: fileProblem(error), written: folder?.written ?? 0, missing: folder?.missing ?? 0 };
  }
}
