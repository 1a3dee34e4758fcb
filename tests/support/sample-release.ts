import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFeed } from '../../scripts/release/collect-artefacts.mjs';
import { publicKeyText, signArtefacts } from '../../scripts/release/sign-artefacts.mjs';

/** What a release is made of. */
export interface SampleRelease {
  readonly version: string;
  readonly key: KeyObject;
  readonly notes?: readonly string[];
  /** What the files hold; the same for both. */
  readonly content?: Buffer;
}

/** A private key for releases. */
export function newKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey;
}

/** What an app that knows these keys has in update-keys.json. */
export function keyFile(...keys: readonly KeyObject[]): string {
  return JSON.stringify({ keys: keys.map((key) => publicKeyText(key)) });
}

export const appImageName = (version: string): string => `homing-${version}-linux-x86_64.AppImage`;
export const debName = (version: string): string => `homing_${version}_amd64.deb`;

/** Stands for a new version: a program that tells that it was started, and from where. */
export function traceScript(trace: string): Buffer {
  return Buffer.from(`#!/bin/sh\necho "started $0" >> '${trace}'\n# ${'x'.repeat(200_000)}\n`);
}

/** Makes a release as it is made in earnest: files, their feed, then our own signing. By file name. */
export async function sampleRelease({
  version,
  key,
  notes = [],
  content,
}: SampleRelease): Promise<Record<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'homing-release-'));
  const bytes = content ?? Buffer.from(`version ${version}`);
  for (const name of [appImageName(version), debName(version)]) await writeFile(join(folder, name), bytes);
  writeFeed('linux', folder, version);
  signArtefacts({ folder, version, privateKeys: [key], publicKeys: [createPublicKey(key)], notes });
  const names = await readdir(folder);
  const files = await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const));
  await rm(folder, { recursive: true });
  return Object.fromEntries(files);
}
