import { accountAddress, accountFactsView, protectionView, settingSource } from '../../../shared/ipc/account-view.ts';
import { certificateView } from '../../../shared/ipc/certificate-view.ts';
import { checkId } from '../../../shared/ipc/checks-view.ts';
import { runOptions } from '../../../shared/ipc/estimate-view.ts';
import { moment, moveId } from '../../../shared/ipc/fields.ts';
import { folderChoices } from '../../../shared/ipc/folders-view.ts';
import { treatments } from '../../../shared/ipc/receipt-view.ts';
import { afterItem } from '../../../shared/ipc/move-view.ts';
import { comparedBodies, moveJob, moveVerified, sampleBodies } from '../../../shared/ipc/run-view.ts';
import { wizardStep } from '../../../shared/ipc/wizard-step.ts';
import { z } from '../../../shared/ipc/zod-without-eval.ts';
import { nothingTried } from '../../engine/try-abilities.ts';

/** An account as it is remembered: never with its secret, which lies in the keychain under `item`. */
export const accountRecord = z.strictObject({
  /** Random; the keychain's list must not tell addresses. */
  item: z.string().regex(/^[a-z0-9]{16}$/),
  typed: z.string(),
  address: accountAddress,
  settingSource,
  /** Id in the directory. */
  provider: z.string().nullable(),
  signedIn: z.boolean(),
  /** What lies under `item`: a password, or a refresh token. */
  auth: z.enum(['password', 'oauth']).default('password'),
  /** The person named the server as one of their own, and no known provider runs it: see own-server.ts. */
  isOwnServer: z.boolean().default(false),
  protection: protectionView.nullable(),
  facts: accountFactsView.nullable(),
});

/** A certificate that a person compared and trusts at one server. No secret. */
export const certificatePin = certificateView.extend({
  host: z.string(),
  port: z.number().int(),
  at: moment,
});

const speed = z.strictObject({ messages: z.number(), bytes: z.number(), seconds: z.number() });

const done = z.strictObject({ done: z.number(), total: z.number() });

/** The last known numbers, so that a list of moves can be shown without opening their journals. The journal is what counts. */
export const moveNumbers = z.strictObject({
  messages: done,
  bytes: z.strictObject({ done: z.number(), total: z.number().nullable() }),
  skipped: z.number(),
  failed: z.number(),
  altered: z.number(),
  verified: z.number(),
  /** Mailboxes that the last finished run left incomplete. */
  incomplete: z.number().default(0),
  /** Messages that the last finished run found there twice. */
  doubled: z.number().default(0),
});

const tried = z.enum(['kept', 'changed', 'refused']).nullable();
/** See Abilities. */
const abilities = z.strictObject({
  dot: tried,
  letters: tried,
  characters: z.strictObject({ taken: z.string().max(40), refused: z.string().max(40) }).optional(),
  tilde: tried.optional(),
  keyword: tried,
  date: tried,
  large: tried,
  multiAppend: tried,
  copy: tried,
});

/** One move as it is remembered between starts. What was copied is in its journal, not here. */
export const moveRecord = z.strictObject({
  id: moveId,
  createdAt: moment,
  step: wizardStep,
  reached: wizardStep,
  source: accountRecord.nullable(),
  destination: accountRecord.nullable(),
  /** At most one for each server. */
  pins: z.array(certificatePin).default([]),
  acknowledged: z.array(checkId),
  /** Of the last write test. */
  rehearsal: z
    .strictObject({
      at: moment,
      /** Full name of the mailbox it could not remove. */ scratch: z.string().nullable(),
      down: speed.nullable(),
      up: speed.nullable(),
      abilities: abilities.default(nothingTried),
    })
    .nullable(),
  choices: folderChoices,
  treatments: treatments.default({}),
  options: runOptions,
  /** From where on mail goes first, once the copy has begun, and when that part was there, with how many messages. */
  recent: z
    .strictObject({
      since: moment,
      there: z.strictObject({ at: moment, messages: z.number() }).nullable(),
    })
    .nullable()
    .default(null),
  /** What the person wants; a process that finds `running` goes on. */
  wanted: z.enum(['nothing', 'running', 'paused']),
  job: moveJob,
  /** Of a verification by sample. */
  sampleSize: sampleBodies.nullable().default(null),
  numbers: moveNumbers.nullable(),
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  verified: moveVerified,
  compared: comparedBodies.nullable().default(null),
  ticks: z.array(afterItem),
  lastLook: z.strictObject({ at: moment, copied: z.number() }).nullable(),
});

/** One move as it is remembered between starts. */
export type MoveRecord = z.infer<typeof moveRecord>;
/** The last known numbers of a move. */
export type MoveNumbers = z.infer<typeof moveNumbers>;
/** A certificate that a person trusts at one server. */
export type CertificatePin = z.infer<typeof certificatePin>;
/** What a move is busy with, or was last. */
export type MoveJob = MoveRecord['job'];
/** An account as it is remembered. */
export type AccountRecord = z.infer<typeof accountRecord>;
