import type { MoveView } from '../../../../shared/ipc/move-view.ts';
import type { AccountFacts } from '../../../../shared/model/mailbox.ts';
import type { Receipt } from '../../../../shared/model/receipt.ts';

/** What a report is made of. All of it may be personal; what comes out is not. */
export interface ReportInput {
  readonly version: string;
  readonly view: MoveView;
  readonly receipt: Receipt | null;
  /** What the last look found; null or missing when there was none. */
  readonly facts?: {
    readonly source: Pick<AccountFacts, 'capabilities' | 'serverName'>;
    readonly destination: Pick<AccountFacts, 'capabilities' | 'serverName'>;
  } | null;
  /** Kind of computer, for example `linux x64 6.8`; missing: this one. */
  readonly system?: string;
}

/** What can be sent to somebody who helps, in plain text of at most 20,000 characters: no address, host, folder, subject or password. */
export function supportReport(input: ReportInput): string {
  return `Homing ${input.version}\n`;
}
