import type { Session } from 'electron';
import { checkRelease, type ReleaseProof } from './check-release.ts';
import { getSmall } from './get-small.ts';
import { parseYaml } from './parse-yaml.ts';
import { feedName, longestFeed, readFeed, type FeedEntry } from './read-feed.ts';
import { longestManifest, manifestName } from './release-manifest.ts';
import { longestSignature } from './release-signature.ts';
import { isNewer } from './release-version.ts';
import { UpdateError } from './update-error.ts';
import type { OpenWay } from './update-way.ts';

/** Whom to ask, and what runs. */
export interface Looking {
  readonly session: Session;
  readonly way: OpenWay;
  readonly running: string;
  readonly signal: AbortSignal;
}

/** What was found, with all that is needed to check it again. */
export interface Found {
  readonly entry: FeedEntry;
  readonly notes: readonly string[];
  /** Null where the system checks who signed a program, and this build has no keys of its own. */
  readonly proof: ReleaseProof | null;
}

/** Asks the feed for the newest version. @returns null when what runs is as new. Rejects with UpdateError. */
export async function lookForRelease(looking: Looking): Promise<Found | null> {
  const { way, running } = looking;
  const text = await get(looking, feedName(process.platform, process.arch), longestFeed);
  if (text === null) throw new UpdateError('server');
  const entry = readFeed(await parse(text), way.installer, process.arch);
  if (entry === null) throw new UpdateError('server');
  if (!isNewer(entry.version, running)) return null;
  if (way.keys.length === 0) return { entry, notes: entry.notes, proof: null };
  const proof = await getProof(looking, entry.version);
  const release = proof === null ? null : checkRelease(entry, proof, way.keys);
  if (release === null) throw new UpdateError('not-signed');
  // What the feed itself says is new was signed by nobody.
  return { entry, notes: release.notes, proof };
}

async function getProof(looking: Looking, version: string): Promise<ReleaseProof | null> {
  const name = manifestName(version);
  const manifest = await get(looking, name, longestManifest);
  const signatures = manifest && (await get(looking, `${name}.sig`, longestSignature));
  return signatures ? { manifest: Buffer.from(manifest).toString('utf8'), signatures } : null;
}

function get({ session, way, signal }: Looking, name: string, longest: number): Promise<Uint8Array | null> {
  return getSmall(session, { url: new URL(name, way.feed), longest, signal });
}

async function parse(text: Uint8Array): Promise<unknown> {
  try {
    return await parseYaml(Buffer.from(text).toString('utf8'));
  } catch (error) {
    throw new UpdateError('server', { cause: error });
  }
}
