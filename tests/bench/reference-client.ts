/**
 * The wire limit: moves one account into an empty one as fast as one connection on each side allows, and does nothing
 * else. One UID FETCH per mailbox, all of them sent ahead; every literal is passed on while it arrives, into MULTIAPPEND
 * commands with LITERAL+, also sent ahead. No journal, no retry, no verification, and no way to go on after an
 * interruption: a ruler, not a tool.
 */
import { readFileSync } from 'node:fs';
import { connect, type TLSSocket } from 'node:tls';

interface Side {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

const [from, to] = JSON.parse(process.env['BENCH_ACCOUNTS'] ?? '[]') as [Side, Side];
const ca = readFileSync(process.env['BENCH_CA'] ?? '');
const batchBytes = 16 << 20;
const mostUnsent = 8 << 20;

function open(side: Side): TLSSocket {
  const socket = connect({ host: '127.0.0.1', port: side.port, ca });
  socket.setNoDelay(true);
  socket.on('error', fail);
  return socket;
}

function fail(problem: unknown): never {
  console.error(problem);
  process.exit(1);
}

/** Collects text until `ends`. Only for the few lines before mail flows. */
async function read(socket: TLSSocket, ends: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve) => {
    const take = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (!ends.test(text)) return;
      socket.off('data', take);
      resolve(text);
    };
    socket.on('data', take);
  });
}

const quote = (name: string): string => `"${name.replaceAll(/["\\]/g, '\\$&')}"`;

function listed(text: string, verb: 'LIST' | 'LSUB'): { attributes: string; delimiter: string; name: string }[] {
  const lines = text.matchAll(
    new RegExp(`^\\* ${verb} \\(([^)]*)\\) "(.)" (?:"((?:[^"\\\\]|\\\\.)*)"|(\\S+))\\r$`, 'gm'),
  );
  return [...lines].map(([, attributes = '', delimiter = '', quoted, atom = '']) => ({
    attributes,
    delimiter,
    name: quoted?.replaceAll(/\\(.)/g, '$1') ?? atom,
  }));
}

async function signIn(socket: TLSSocket, side: Side, then: string): Promise<string> {
  await read(socket, /^\* OK.*\r\n/);
  socket.write(`l LOGIN ${quote(side.user)} ${quote(side.password)}\r\n${then}z NOOP\r\n`);
  return read(socket, /^z OK.*\r\n/m);
}

const source = open(from);
const destination = open(to);
const [sourceText, destinationText] = await Promise.all([
  signIn(source, from, 's LIST "" "*"\r\nu LSUB "" "*"\r\n'),
  signIn(destination, to, 'd LIST "" ""\r\n'),
]);
const delimiter = /^\* LIST \([^)]*\) "(.)"/m.exec(destinationText)?.[1] ?? '/';
const translate = (box: { name: string; delimiter: string }): string => box.name.split(box.delimiter).join(delimiter);
const mailboxes = listed(sourceText, 'LIST').filter(({ attributes }) => !/NoSelect|NonExistent/i.test(attributes));

let expected = 0;
let answered = 0;
let sent = false;

function command(text: string): void {
  destination.write(`d${String(++expected)} ${text}`);
}

/** Counts the destination's answers; any refusal ends the run. */
function countAnswers(): void {
  let rest = '';
  destination.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('latin1')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('* ')) continue;
      if (!/^d\d+ OK/.test(line) && !/ALREADYEXISTS/.test(line)) fail(line);
      answered++;
    }
    finish();
  });
}

function finish(): void {
  if (sent && answered === expected) process.exit(0);
}

let current = 0;
let inBatch = 0;
let appending = false;
let missing = 0;
let line = '';

function endAppend(): void {
  if (appending) destination.write('\r\n');
  appending = false;
  inBatch = 0;
}

/** `* 1 FETCH (UID 1 FLAGS (...) INTERNALDATE "..." BODY[] {n}` begins a message, a tagged line ends a mailbox. */
function takeLine(text: string): void {
  const found = /^\* \d+ FETCH \(UID \d+ FLAGS \(([^)]*)\) INTERNALDATE ("[^"]*") BODY\[\] \{(\d+)\}$/.exec(text);
  if (found) {
    const [, flags = '', date = '', size = '0'] = found;
    if (!appending) command(`APPEND ${quote(translate(mailboxes[current] ?? fail('no mailbox')))}`);
    appending = true;
    destination.write(` (${flags.replace(/ ?\\Recent/, '').trim()}) ${date} {${size}+}\r\n`);
    missing = Number(size);
  } else if (text.startsWith('f')) {
    if (!/^f\d+ OK/.test(text)) fail(text);
    endAppend();
    if (++current === mailboxes.length) sent = true;
  }
}

function takeChunk(chunk: Buffer): void {
  let at = 0;
  while (at < chunk.length) {
    if (missing > 0) {
      const part = chunk.subarray(at, at + missing);
      destination.write(part);
      missing -= part.length;
      inBatch += part.length;
      at += part.length;
      if (missing === 0 && inBatch > batchBytes) endAppend();
    } else {
      const end = chunk.indexOf(10, at);
      line += chunk.toString('latin1', at, end < 0 ? undefined : end + 1);
      at = end < 0 ? chunk.length : end + 1;
      if (end < 0) continue;
      takeLine(line.slice(0, -2));
      line = '';
    }
  }
}

countAnswers();
for (const box of mailboxes) if (box.name !== 'INBOX') command(`CREATE ${quote(translate(box))}\r\n`);
for (const box of listed(sourceText, 'LSUB')) command(`SUBSCRIBE ${quote(translate(box))}\r\n`);
source.on('data', (chunk: Buffer) => {
  // One TLS record for many small writes.
  destination.cork();
  takeChunk(chunk);
  destination.uncork();
  finish();
  if (destination.writableLength > mostUnsent) source.pause();
});
destination.on('drain', () => source.resume());
source.write(
  mailboxes
    .map(
      (box, number) =>
        `e${String(number)} EXAMINE ${quote(box.name)}\r\nf${String(number)} UID FETCH 1:* (UID FLAGS INTERNALDATE BODY.PEEK[])\r\n`,
    )
    .join(''),
);
