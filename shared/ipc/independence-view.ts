import { countryCode } from '../model/provider.ts';
import { shortText } from './fields.ts';
import { z } from './zod-without-eval.ts';

const host = shortText;

/** Who receives the mail for a domain. */
export const receiverView = z.discriminatedUnion('kind', [
  /** One of the big providers that most people leave. */
  z.strictObject({ kind: z.literal('giant'), name: shortText, host }),
  /** Somebody else of the directory. */
  z.strictObject({ kind: z.literal('listed'), name: shortText, host }),
  /** A server with a name within the domain. */
  z.strictObject({ kind: z.literal('own'), host }),
  /** A server of nobody the directory knows. */
  z.strictObject({ kind: z.literal('unknown'), host }),
  /** DNS names no server. */
  z.strictObject({ kind: z.literal('nobody') }),
  /** DNS gave no answer. */
  z.strictObject({ kind: z.literal('not-told') }),
]);

/** Whether a mailbox is as independent as its address looks. Countries are those of servers, by their IP addresses. */
export const independenceView = z.strictObject({
  /** The part of the address after the @. */
  domain: shortText,
  receiver: receiverView,
  receiverCountry: countryCode.nullable(),
  /** The server the mailbox is read from. */
  mailbox: z.strictObject({ host, country: countryCode.nullable() }),
  /** The day the table of countries was made; null where there is none. */
  tableDate: z.iso.date().nullable(),
});

/** Who receives the mail for a domain. */
export type ReceiverView = z.infer<typeof receiverView>;
/** Whether a mailbox is as independent as its address looks. */
export type IndependenceView = z.infer<typeof independenceView>;
