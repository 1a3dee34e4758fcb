import { z } from './zod-without-eval.ts';

// The small pieces the contract's shapes are made of.

/** A count or a number of bytes. */
export const count = z.number().int().nonnegative();
/** Milliseconds since 1970. */
export const moment = z.number().int().nonnegative();
/** What servers say and call things: cleaned by sanitizeDisplay before it gets here, hence short. */
export const shortText = z.string().max(400);
/** A mailbox's name as the server knows it: the key to ask with, never shown as it is. */
export const mailboxName = z.string().min(1).max(2000);
/** A move of this app; also the name of its files. */
export const moveId = z.string().regex(/^[a-z0-9]{16}$/);
/** Which of the two accounts. */
export const side = z.enum(['source', 'destination']);
/** Providers whose OAuth 2.0 is known. */
export const oauthProvider = z.enum(['google', 'microsoft', 'fastmail']);
export const role = z.enum(['inbox', 'sent', 'drafts', 'archive', 'junk', 'trash', 'all', 'flagged', 'important']);
export const renameReason = z.enum([
  'role',
  'delimiter-in-name',
  'reserved-characters',
  'reserved-name',
  'too-long',
  'too-deep',
  'taken',
  'collision',
  'earlier-run',
]);
