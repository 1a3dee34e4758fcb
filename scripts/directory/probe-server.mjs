import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** A server that says more than this before the end of its answer says nothing we want. */
const longestAnswer = 64 * 1024;

/**
 * @typedef {object} ProbedServer
 * @property {string} host
 * @property {number} port
 * @property {'tls' | 'starttls'} security
 */
/**
 * @typedef {{ ok: true, protocol: string, capabilities: string[] } | { ok: false, why: string }} Probe
 */

/**
 * Looks whether an IMAP server is there and in order: a connection, TLS with a certificate that is valid for its name, and the answer to
 * CAPABILITY. Nobody signs in.
 * @param {ProbedServer} server
 * @param {{ ca?: string | undefined, patienceMs?: number }} [options] ca: PEM of an authority to trust in place of the usual ones
 * @returns {Promise<Probe>}
 */
export async function probeServer(server, { ca, patienceMs = 15_000 } = {}) {
  const end = new AbortController();
  /** @type {import('node:net').Socket[]} */
  const sockets = [];
  const timer = setTimeout(() => {
    end.abort();
    for (const socket of sockets) socket.destroy(new Error(`no answer within ${String(patienceMs / 1000)} s`));
  }, patienceMs);
  try {
    const secure = await protect(server, ca, sockets);
    const ask = lines(secure);
    // Behind STARTTLS the greeting came before (RFC 9051, section 6.2.1).
    if (server.security === 'tls') await greeting(ask);
    secure.write('a CAPABILITY\r\n');
    const capabilities = await readCapabilities(ask);
    secure.end('b LOGOUT\r\n');
    return { ok: true, protocol: secure.getProtocol() ?? '', capabilities };
  } catch (error) {
    return { ok: false, why: words(error) };
  } finally {
    clearTimeout(timer);
    for (const socket of sockets) socket.destroy();
  }
}

/**
 * @param {ProbedServer} server
 * @param {string | undefined} ca
 * @param {import('node:net').Socket[]} sockets every socket that was opened
 */
async function protect({ host, port, security }, ca, sockets) {
  const trust = { servername: host, ...(ca === undefined ? {} : { ca }) };
  if (security === 'tls') {
    const socket = connectTls({ host, port, ...trust });
    sockets.push(socket);
    await once(socket, 'secureConnect');
    return socket;
  }
  const plain = connectPlain({ host, port });
  sockets.push(plain);
  await once(plain, 'connect');
  const ask = lines(plain);
  await greeting(ask);
  plain.write('s STARTTLS\r\n');
  await answer(ask, 's');
  await ask.return(undefined);
  const socket = connectTls({ socket: plain, ...trust });
  sockets.push(socket);
  await once(socket, 'secureConnect');
  return socket;
}

/**
 * The lines a server sends.
 * @param {import('node:net').Socket} socket
 */
async function* lines(socket) {
  let text = '';
  // An iterator of the stream's own would destroy it at its end, and STARTTLS goes on with it.
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += /** @type {Buffer} */ (chunk).toString('latin1');
    if (text.length > longestAnswer) throw new Error('the answer is too long');
    const whole = text.split('\r\n');
    text = whole.pop() ?? '';
    yield* whole;
  }
  throw new Error('the server hung up');
}

/** @param {AsyncGenerator<string, void>} ask */
async function greeting(ask) {
  const line = await next(ask);
  if (!/^\* (?:OK|PREAUTH)\b/iu.test(line)) throw new Error(`no IMAP greeting: ${quoted(line)}`);
}

/** @param {AsyncGenerator<string, void>} ask */
async function readCapabilities(ask) {
  const told = (await answer(ask, 'a')).flatMap((line) => {
    const found = /^\* CAPABILITY (.+)$/iu.exec(line);
    return found?.[1]?.trim().toUpperCase().split(/\s+/u) ?? [];
  });
  if (!told.some((name) => name.startsWith('IMAP4'))) throw new Error('CAPABILITY names no IMAP4');
  return told;
}

/**
 * All lines before the one that ends a command.
 * @param {AsyncGenerator<string, void>} ask
 * @param {string} tag
 */
async function answer(ask, tag) {
  const before = [];
  for (;;) {
    const line = await next(ask);
    if (!line.startsWith(`${tag} `)) before.push(line);
    else if (/^\w+ OK\b/iu.test(line)) return before;
    else throw new Error(`the server refused: ${quoted(line)}`);
  }
}

/** @param {AsyncGenerator<string, void>} ask */
async function next(ask) {
  const { value } = await ask.next();
  if (value === undefined) throw new Error('the server hung up');
  return value;
}

/**
 * What a server says, fit for a terminal.
 * @param {string} line
 */
function quoted(line) {
  return JSON.stringify(line.slice(0, 80).replaceAll(/[^ -~]/gu, '?'));
}

/** @param {unknown} error */
function words(error) {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return error.message === '' ? code : error.message;
}
