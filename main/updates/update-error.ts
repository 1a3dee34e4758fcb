import type { UpdateFault } from '../../shared/ipc/updates-view.ts';

/** Looking, fetching or installing did not work. */
export class UpdateError extends Error {
  readonly fault: UpdateFault;

  constructor(fault: UpdateFault, options?: ErrorOptions) {
    super(`no new version: ${fault}`, options);
    this.fault = fault;
  }
}

/** What an error means for the person. @param otherwise what it is when nothing in it says more */
export function faultOf(error: unknown, otherwise: UpdateFault): UpdateFault {
  if (error instanceof UpdateError) return error.fault;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'no-room';
  // What electron-updater says when the bytes have another hash than announced.
  if (code === 'ERR_CHECKSUM_MISMATCH') return 'damaged';
  return otherwise;
}
