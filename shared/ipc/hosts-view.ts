import { countryCode, organisations, signInKinds } from '../model/provider.ts';
import { shortText } from './fields.ts';
import { z } from './zod-without-eval.ts';

const day = z.iso.date();

/** What a source is for. */
export const hostFact = z.enum([
  'imap',
  'signIn',
  'country',
  'dataCountry',
  'ownDomain',
  'organisation',
  'languages',
  'addresses',
]);

/** A host of the directory. Null: no source says. */
export const hostView = z.strictObject({
  id: shortText,
  name: shortText,
  /** Its own page; https. */
  page: z.string().max(500),
  country: countryCode.nullable(),
  dataCountry: countryCode.nullable(),
  ownDomain: z.boolean().nullable(),
  organisation: z.enum(organisations).nullable(),
  /** BCP 47. */
  languages: z.array(z.string().max(10)).nullable(),
  signIn: z.enum(signInKinds),
  imap: z.strictObject({
    /** Names of servers; none: each account has its own, or none is known. */
    servers: z.array(shortText),
    /** By the host itself, by Thunderbird's catalogue, or by two others. */
    confirmed: z.boolean(),
    /** When we last found one of them there; null: never looked. */
    probed: day.nullable(),
  }),
  /** Where each fact was read, and whether it counts as confirmed. */
  sources: z.array(z.strictObject({ fact: hostFact, text: z.string().max(1000), confirmed: z.boolean() })),
});

/** All hosts with a page, in an order drawn by lot once for each installation. */
export const hostList = z.strictObject({
  /** The day the facts were collected. */
  date: day,
  hosts: z.array(hostView).max(2000),
});

/** What a source is for. */
export type HostFact = z.infer<typeof hostFact>;
/** A host of the directory. */
export type HostView = z.infer<typeof hostView>;
/** All of them. */
export type HostList = z.infer<typeof hostList>;
