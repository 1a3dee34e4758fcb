import { inject } from 'vitest';

/**
 * The display of this test file's worker: two windows on one display take the focus from each other.
 * @returns null where the system has a display of its own
 */
export function ownDisplay(): string | null {
  const displays = inject('displays');
  // Counted from 1 to the number of workers.
  return displays[Number(process.env['VITEST_POOL_ID']) - 1] ?? displays[0] ?? null;
}
