import type { PresentedCertificate } from '../../shared/model/certificate.ts';
import type { MailErrorKind, Side, When, Width } from '../../shared/model/problem.ts';

/** The data of a {@link MailError}. */
export interface MailErrorFacts {
  readonly kind: MailErrorKind;
  readonly when: When;
  readonly wide: Width;
  /**
   * Whether the command is known to have had no effect (`refused`: a tagged NO or BAD, or never sent)
   * or may have had one (`unclear`: the connection ended before the tagged response).
   */
  readonly outcome: 'refused' | 'unclear';
  /** The server's words, if any. */
  readonly serverText?: string;
  /** Response code (RFC 9051 7.1) or socket error code, in upper case. */
  readonly code?: string;
  /** The server's own hint of when to come back, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly side?: Side;
  /** Whether something was learned before, and is remembered, so that the same question goes on from there. */
  readonly learned?: boolean;
  /** For `certificate`: what the server showed, as far as it came to that. */
  readonly certificate?: PresentedCertificate;
  readonly cause?: unknown;
}

/** An error of a mail server or of the way to it, as data on two axes: when to try again, and how wide the damage is. */
export class MailError extends Error {
  readonly facts: MailErrorFacts;

  constructor(facts: MailErrorFacts) {
    super(facts.serverText ?? facts.kind, { cause: facts.cause });
    this.name = 'MailError';
    this.facts = facts;
  }
}
