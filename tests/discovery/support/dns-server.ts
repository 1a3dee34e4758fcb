import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** What a scripted name answers to a question for its type. */
export type DnsAnswer =
  | { readonly mx: readonly (readonly [priority: number, host: string])[] }
  | { readonly srv: readonly (readonly [priority: number, weight: number, port: number, host: string])[] }
  | { readonly a: readonly string[] }
  | 'silence';

const typeA = 1;
const typeMx = 15;
const typeSrv = 33;
const typeNames: ReadonlyMap<number, string> = new Map([
  [typeA, 'A'],
  [typeMx, 'MX'],
  [typeSrv, 'SRV'],
]);
const nxdomain = 3;

/** A DNS server on this computer (RFC 1035) that knows a few names, and notes every question. What it does not know does not exist. */
export class DnsServer implements AsyncDisposable {
  readonly questions: string[] = [];
  readonly #socket: Socket;
  readonly #names: Readonly<Record<string, DnsAnswer>>;

  private constructor(socket: Socket, names: Readonly<Record<string, DnsAnswer>>) {
    this.#socket = socket;
    this.#names = names;
    socket.on('message', (message, { port, address }) => {
      const answer = this.#answer(message);
      if (answer) socket.send(answer, port, address);
    });
  }

  /** @param names by type and name, as in `MX example.org` */
  static async start(names: Readonly<Record<string, DnsAnswer>>): Promise<DnsServer> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new DnsServer(socket, names);
  }

  /** For `Resolver.setServers`. */
  get address(): string {
    return `127.0.0.1:${String(this.#socket.address().port)}`;
  }

  #answer(query: Buffer): Buffer | null {
    const { name, end } = readName(query, 12);
    const type = query.readUInt16BE(end);
    const question = `${typeNames.get(type) ?? String(type)} ${name}`;
    this.questions.push(question);
    const answer = this.#names[question];
    if (answer === 'silence') return null;
    const records = answer === undefined ? [] : recordsOf(answer);
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x81_80 + (answer === undefined ? nxdomain : 0), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(records.length, 6);
    const found = records.map((data) => {
      const head = Buffer.alloc(12);
      // A pointer to the name in the question.
      head.writeUInt16BE(0xc0_0c, 0);
      head.writeUInt16BE(type, 2);
      head.writeUInt16BE(1, 4);
      head.writeUInt32BE(60, 6);
      head.writeUInt16BE(data.length, 10);
      return Buffer.concat([head, data]);
    });
    return Buffer.concat([header, query.subarray(12, end + 4), ...found]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }
}

function readName(message: Buffer, start: number): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = start;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length).toLowerCase());
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 1 };
}

function recordsOf(answer: Exclude<DnsAnswer, 'silence'>): readonly Buffer[] {
  if ('a' in answer) return answer.a.map((address) => Buffer.from(address.split('.').map(Number)));
  if ('mx' in answer) return answer.mx.map(([priority, host]) => Buffer.concat([short(priority), writeName(host)]));
  return answer.srv.map(([priority, weight, port, host]) =>
    Buffer.concat([short(priority), short(weight), short(port), writeName(host)]),
  );
}

function short(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16BE(value);
  return buffer;
}

/** `.` is the root. */
function writeName(host: string): Buffer {
  const labels = host.split('.').filter((label) => label !== '');
  return Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);
}
