import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { moment } from '../../shared/ipc/fields.ts';
import { z } from '../../shared/ipc/zod-without-eval.ts';

const keptWishes = z.strictObject({
  /** Look once a week without being told to. */
  weekly: z.boolean(),
  lookedAt: moment.nullable(),
  /** A version the person does not want to hear of on the first screen. */
  dismissed: z.string().max(40).nullable(),
  /** A version whose installing was begun. If it is not the one that runs at the next start, that did not work. */
  installing: z.string().max(40).nullable(),
});

/** What is remembered of new versions from one start to the next. */
export type KeptWishes = z.infer<typeof keptWishes>;

const none: KeptWishes = { weekly: false, lookedAt: null, dismissed: null, installing: null };

/** A file that is missing, damaged or of another version means: nothing was wished for. */
export function readWishes(file: string): KeptWishes {
  try {
    return keptWishes.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return none;
  }
}

/** Throws the system's error. Synchronous: the process may be about to end. */
export function writeWishes(file: string, wishes: KeptWishes): void {
  writeFileSync(`${file}.part`, JSON.stringify(wishes), { mode: 0o600 });
  renameSync(`${file}.part`, file);
}
