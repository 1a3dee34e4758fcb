import type { ParsedResponse } from './imapflow-internals.ts';
import { sectionOf, textOf } from './response-values.ts';
import type { ResponseValue } from './response-values.ts';

/** A tagged response, or an untagged status response, taken apart (RFC 9051 7.1). */
export interface ServerAnswer {
  readonly status: 'OK' | 'NO' | 'BAD' | 'BYE';
  /** Response code in upper case, without its arguments; null when there is none. */
  readonly code: string | null;
  /** What follows the code within the brackets. */
  readonly codeValues: readonly ResponseValue[];
  /** The words for people, at most 1,000 characters. */
  readonly text: string;
}

const LONGEST_TEXT = 1000;

/** Takes a status response apart. A status we do not know counts as BAD. */
export function readAnswer(response: ParsedResponse): ServerAnswer {
  const values = response.attributes ?? [];
  const section = textOf(values[0]) === '' ? sectionOf(values[0]) : null;
  const text = values.slice(section ? 1 : 0).map((value) => textOf(value) ?? '');
  return {
    status: readStatus(response.command),
    code: section ? (textOf(section[0])?.toUpperCase() ?? null) : null,
    codeValues: section?.slice(1) ?? [],
    text: text.join(' ').trim().slice(0, LONGEST_TEXT),
  };
}

/** A tagged NO or BAD. */
export class RefusedCommand extends Error {
  readonly answer: ServerAnswer;

  constructor(answer: ServerAnswer) {
    super(answer.text);
    this.name = 'RefusedCommand';
    this.answer = answer;
  }
}

function readStatus(status: string | undefined): ServerAnswer['status'] {
  const upper = status?.toUpperCase();
  return upper === 'OK' || upper === 'NO' || upper === 'BYE' ? upper : 'BAD';
}
