import { createAuthority, type Authority, type IssuedCertificate } from '../../../main/practice/certificate.ts';
import { Draw } from './draw.ts';
import { HastyClock } from './hasty-clock.ts';
import { bodyOf, type Chosen, type Kind, type Role, type Stage } from './kind.ts';
import type { Letter } from './mailbox.ts';
import { QuirkyServer } from './server.ts';

/** Milliseconds after which a run believes that a server has finished what it had begun. */
export const GRACE_MS = 1_000;

/** A mailbox of the source at the beginning. */
export interface Filling {
  readonly name: string;
  readonly attributes: readonly string[];
  readonly letters: readonly Letter[];
}

/** What a world is made of. */
export interface WorldPlan {
  readonly draw: Draw;
  readonly fillings: readonly Filling[];
  /** What the destination holds before, by the name on the wire. */
  readonly there: ReadonlyMap<string, readonly Letter[]>;
  readonly kinds: Readonly<Record<Role, readonly Kind[]>>;
  /** How many different messages a quirk is about, where it is not about all: at least, at most. */
  readonly affected: readonly [number, number];
  readonly capabilities: Readonly<Record<Role, readonly string[]>>;
}

/** A source and a destination with their quirks. */
export interface World extends AsyncDisposable {
  readonly clock: HastyClock;
  readonly caPem: string;
  readonly source: QuirkyServer;
  readonly destination: QuirkyServer;
  readonly ports: Readonly<Record<Role, number>>;
  /** What is unusual, in words. */
  readonly words: readonly string[];
  /** The messages that some quirk is about: see keyOf. None, where quirks are about everything. */
  readonly affected: ReadonlySet<string>;
}

let shared: Promise<{ readonly authority: Authority; readonly certificate: IssuedCertificate }> | null = null;

/** One authority and one certificate for all servers of a process. */
function trusted(): Promise<{ readonly authority: Authority; readonly certificate: IssuedCertificate }> {
  shared ??= createAuthority().then(async (authority) => ({
    authority,
    certificate: await authority.issue(['localhost', '127.0.0.1']),
  }));
  return shared;
}

/** Starts both servers. */
export async function openWorld(plan: WorldPlan): Promise<World> {
  const { authority, certificate } = await trusted();
  const clock = new HastyClock();
  const words: string[] = [];
  const affected = new Set<string>();
  const start = (role: Role): QuirkyServer => {
    const quirks = plan.kinds[role].map((kind) => kind.make(stageOf(plan, role, affected)));
    words.push(...quirks.map((quirk) => `${role}: ${quirk.words}`));
    const server = new QuirkyServer({
      title: role,
      certificate,
      capabilities: ['IMAP4rev1', 'AUTH=PLAIN', 'SASL-IR', ...plan.capabilities[role]],
      quirks,
      now: () => clock.now(),
    });
    return server;
  };
  const [source, destination] = [start('source'), start('destination')];
  fill(source, plan);
  for (const [name, letters] of plan.there) {
    const mailbox = destination.find(name) ?? destination.make(name);
    for (const one of letters) mailbox.add(one);
  }
  for (const server of [source, destination]) for (const quirk of server.quirks) quirk.begin?.(server);
  const ports = { source: await source.listen(), destination: await destination.listen() };
  return {
    clock,
    caPem: authority.certificatePem,
    source,
    destination,
    ports,
    words,
    affected,
    async [Symbol.asyncDispose]() {
      await Promise.all([source.stop(), destination.stop()]);
    },
  };
}

/** UIDs with gaps, as after years of deleting. */
function fill(source: QuirkyServer, { draw, fillings }: WorldPlan): void {
  for (const { name, attributes, letters } of fillings) {
    const mailbox = source.find(name) ?? source.make(name, attributes);
    mailbox.uidNext = draw.chance(0.5) ? 1 : draw.between(2, 90_000);
    for (const one of letters) {
      if (draw.chance(0.15)) mailbox.uidNext += draw.between(1, 40);
      mailbox.add(one);
    }
    if (draw.chance(0.3)) mailbox.uidNext += draw.between(1, 9);
  }
}

/** Each quirk draws for itself: what one draws while it runs must not change what others draw. */
function stageOf(plan: WorldPlan, role: Role, affected: Set<string>): Stage {
  const { fillings } = plan;
  const draw = new Draw(plan.draw.between(0, 2 ** 31));
  const bodies = [...new Set(fillings.flatMap(({ letters }) => letters.map(keyOf)))];
  return {
    draw,
    role,
    mailboxes: fillings.map(({ name }) => name),
    graceMs: GRACE_MS,
    choose: () => {
      const keys = draw.some(bodies, draw.between(...plan.affected));
      for (const key of keys) affected.add(key);
      return chosen(keys);
    },
  };
}

function chosen(keys: readonly string[]): Chosen {
  const wanted = new Set(keys);
  return {
    has: (message) => wanted.has(keyOf(message)),
    words: keys.length === 0 ? 'no message' : keys.map(subjectOf).join(', '),
  };
}

/** What two messages have in common that are one to a person. */
export function keyOf(message: Parameters<typeof bodyOf>[0]): string {
  return bodyOf(message).toString('latin1');
}

/** For people to recognise a message. */
export function subjectOf(key: string): string {
  return /^Subject: (.*)\r$/m.exec(key)?.[1] ?? 'a message';
}
