import { createHash, timingSafeEqual } from 'node:crypto';
import { capabilitiesOf } from '../capabilities.ts';
import { bad, no, ok, type Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { keywordOf, stringOf, type Value } from '../values.ts';

/** LOGIN (RFC 9051 6.2.3). */
export function login(session: Session, args: readonly Value[]): Outcome {
  refuseInTheClear(session);
  refusePassword(session);
  if (args.length !== 2) throw bad('LOGIN needs user and password');
  return signIn(session, utf8(stringOf(args[0])), utf8(stringOf(args[1])));
}

/** AUTHENTICATE PLAIN (RFC 4616) or, where tokens are taken, XOAUTH2; with or without an initial response (RFC 4959). */
export async function authenticate(session: Session, args: readonly Value[]): Promise<Outcome> {
  refuseInTheClear(session);
  const { signIn: means } = session.context.features;
  if (keywordOf(args[0]) !== (means === 'token' ? 'XOAUTH2' : 'PLAIN'))
    throw no('Unsupported authentication mechanism');
  if (args.length > 1 && !session.context.features.saslIr) throw bad('Initial response is not offered');
  const response = args[1] === undefined ? await askForResponse(session) : stringOf(args[1]);
  if (response === '*') throw bad('Authentication cancelled');
  if (means === 'token') return signInWithToken(session, Buffer.from(response, 'base64').toString('utf8'));
  const [, user, password] = Buffer.from(response, 'base64').toString('utf8').split('\0');
  if (user === undefined || password === undefined) throw bad('Invalid response');
  return signIn(session, user, password);
}

/** STARTTLS (RFC 9051 6.2.1); the handshake follows the tagged response. */
export function startTls(session: Session): Outcome {
  if (session.encrypted) throw bad('TLS is on already');
  session.upgrading = true;
  return ok('Begin TLS negotiation now');
}

/** LOGOUT (RFC 9051 6.1.3). */
export async function logout(session: Session): Promise<Outcome> {
  session.selected = null;
  session.leaving = true;
  await session.untagged('BYE Logging out');
  return ok('LOGOUT completed');
}

function refuseInTheClear(session: Session): void {
  if (!session.encrypted && session.context.features.loginDisabled) {
    throw no('[PRIVACYREQUIRED] Use TLS first');
  }
}

function refusePassword(session: Session): void {
  if (session.context.features.signIn === 'token') throw no('[PRIVACYREQUIRED] Only tokens are taken');
}

async function askForResponse(session: Session): Promise<string> {
  await session.wire.write('+ \r\n');
  await session.wire.flush();
  return session.wire.readLine();
}

function signIn(session: Session, user: string, password: string): Outcome {
  const { context } = session;
  if (!same(user, context.user) || !same(password, context.password)) {
    throw no('[AUTHENTICATIONFAILED] Invalid credentials');
  }
  return letIn(session);
}

/** XOAUTH2: a refusal comes after a challenge that says why, which the client answers with nothing. */
async function signInWithToken(session: Session, response: string): Promise<Outcome> {
  const { user, password, script } = session.context;
  const [, given = '', token = ''] = /^user=([^\x01]*)\x01auth=Bearer ([^\x01]*)\x01\x01$/.exec(response) ?? [];
  if (same(given, user) && (script.acceptsToken?.(token) ?? same(token, password))) return letIn(session);
  await session.wire.write(`+ ${Buffer.from('{"status":"400","schemes":"Bearer"}').toString('base64')}\r\n`);
  await session.wire.flush();
  await session.wire.readLine();
  throw no('AUTHENTICATE failed.');
}

function letIn(session: Session): Outcome {
  session.signedIn = true;
  return ok(`[CAPABILITY ${capabilitiesOf(session)}] Logged in`);
}

/** Takes the same time wherever the texts differ. */
function same(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function utf8(byteText: string): string {
  return Buffer.from(byteText, 'latin1').toString('utf8');
}
