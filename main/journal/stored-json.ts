import { JournalError } from '../engine/journal-error.ts';
import type { JournalConnection } from './connection.ts';

/** Reads a JSON column that only this folder writes. @throws JournalError `damaged` */
export function fromJson<Value>(connection: JournalConnection, text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch (error) {
    throw new JournalError('damaged', connection.file, 'A column holds no JSON', error);
  }
}
