import { quoteOrNil } from '../quoting.ts';
import { addressList } from './address-list.ts';
import { fieldValue, type HeaderField } from './header.ts';

/** ENVELOPE (RFC 9051 7.5.2) of a header. */
export function formatEnvelope(fields: readonly HeaderField[]): string {
  const text = (name: string): string => quoteOrNil(fieldValue(fields, name));
  const from = addressList(fieldValue(fields, 'from'));
  const orFrom = (name: string): string => {
    const list = addressList(fieldValue(fields, name));
    return list === 'NIL' ? from : list;
  };
  const people = [from, orFrom('sender'), orFrom('reply-to')];
  const receivers = ['to', 'cc', 'bcc'].map((name) => addressList(fieldValue(fields, name)));
  const parts = [text('date'), text('subject'), ...people, ...receivers, text('in-reply-to'), text('message-id')];
  return `(${parts.join(' ')})`;
}
