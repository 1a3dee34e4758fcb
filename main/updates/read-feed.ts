import { z } from '../../shared/ipc/zod-without-eval.ts';
import { isPlainName } from './release-manifest.ts';
import { isReleased } from './release-version.ts';
import type { Installer } from './update-way.ts';

/** What a feed says of the newest version. Nothing in it is to be trusted yet. */
export interface FeedEntry {
  readonly version: string;
  readonly notes: readonly string[];
  readonly file: { readonly name: string; readonly size: number; readonly sha512: string };
}

/** Longer is none of ours. */
export const longestFeed = 64 * 1024;

const feed = z.object({
  version: z.string().refine(isReleased),
  releaseNotes: z.string().nullish().catch(null),
  files: z
    .array(
      z.object({
        url: z.string().refine(isPlainName),
        size: z.int().positive().max(2_000_000_000),
        // Base64 of 64 octets.
        sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/u),
      }),
    )
    .min(1)
    .max(20),
});

const endings = { appimage: '.AppImage', deb: '.deb', nsis: '.exe', mac: '.zip' } as const satisfies Record<
  Installer,
  string
>;

/** How the names of files tell what computers they are for. */
const archNames: Readonly<Record<string, readonly string[]>> = {
  x64: ['x64', 'x86_64', 'amd64'],
  arm64: ['arm64', 'aarch64'],
};

/** The name of the feed, as electron-builder writes it. */
export function feedName(platform: NodeJS.Platform, arch: string): string {
  if (platform === 'win32') return 'latest.yml';
  if (platform === 'darwin') return 'latest-mac.yml';
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`;
}

/** Reads what a feed's YAML holds. @returns null when it is no feed, or has no file for this computer */
export function readFeed(parsed: unknown, installer: Installer, arch: string): FeedEntry | null {
  const read = feed.safeParse(parsed);
  if (!read.success) return null;
  const { version, files, releaseNotes } = read.data;
  const right = files.filter(({ url }) => url.endsWith(endings[installer]) && !isForOthers(url, arch));
  const file = right.find(({ url }) => isNamedFor(url, arch)) ?? right[0];
  if (file === undefined) return null;
  const notes = (releaseNotes ?? '').split('\n').filter((line) => line.trim() !== '');
  return { version, notes, file: { name: file.url, size: file.size, sha512: hexOf(file.sha512) } };
}

function isNamedFor(name: string, arch: string): boolean {
  return (archNames[arch] ?? [arch]).some((word) => name.includes(word));
}

function isForOthers(name: string, arch: string): boolean {
  return Object.keys(archNames).some((other) => other !== arch && isNamedFor(name, other)) && !isNamedFor(name, arch);
}

function hexOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex');
}
