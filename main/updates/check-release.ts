import type { KeyObject } from 'node:crypto';
import type { FeedEntry } from './read-feed.ts';
import { readManifest, type ReleaseManifest } from './release-manifest.ts';
import { isSigned } from './release-signature.ts';

/** What the authors of a release said of it, and their signature. */
export interface ReleaseProof {
  readonly manifest: string;
  readonly signatures: Uint8Array;
}

/**
 * Whether what a feed announces is what the authors signed: this version, this name, this size, these bytes.
 * @returns the manifest, or null
 */
export function checkRelease(
  { version, file }: FeedEntry,
  { manifest, signatures }: ReleaseProof,
  keys: readonly KeyObject[],
): ReleaseManifest | null {
  if (!isSigned(manifest, signatures, keys)) return null;
  const release = readManifest(manifest);
  // A true manifest of another release would bring back an older version under a new number.
  if (release === null || release.version !== version) return null;
  const signed = release.files.find(({ name }) => name === file.name);
  return signed?.size === file.size && signed.sha512 === file.sha512 ? release : null;
}
