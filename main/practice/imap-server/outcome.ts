/** The tagged response of a command (RFC 9051 7.1); a response code stands at the start of the text. */
export interface Outcome {
  readonly status: 'OK' | 'NO' | 'BAD';
  readonly text: string;
}

/** Thrown inside a command to end it with NO or BAD. */
export class CommandFailure extends Error {
  readonly outcome: Outcome;

  constructor(status: 'NO' | 'BAD', text: string) {
    super(text);
    this.name = 'CommandFailure';
    this.outcome = { status, text };
  }
}

export function ok(text: string): Outcome {
  return { status: 'OK', text };
}

/** The failure to throw when the client may not, or cannot. */
export function no(text: string): CommandFailure {
  return new CommandFailure('NO', text);
}

/** The failure to throw when the client's syntax is wrong. */
export function bad(text: string): CommandFailure {
  return new CommandFailure('BAD', text);
}
