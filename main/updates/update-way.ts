import type { KeyObject } from 'node:crypto';
import type { UpdatesOffWhy } from '../../shared/ipc/updates-view.ts';
import { z } from '../../shared/ipc/zod-without-eval.ts';

/** How a new version takes the place of the one that runs. */
export type Installer = 'appimage' | 'deb' | 'nsis' | 'mac';

/** How this build gets new versions, or why it does not. */
export type UpdateWay = { readonly kind: 'off'; readonly why: UpdatesOffWhy } | OpenWay;

/** How this build gets new versions. */
export interface OpenWay {
  readonly kind: 'on';
  readonly installer: Installer;
  /** The folder all files of new versions are in; ends with a slash. */
  readonly feed: URL;
  /** One of these must have signed what is offered. Empty only where the system checks who signed a program. */
  readonly keys: readonly KeyObject[];
}

/** The facts a package is known by. None of them is a switch somebody could set from outside, but for where an AppImage lies. */
export interface PackageFacts {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  /** What app-update.yml holds, parsed; undefined when there is none. */
  readonly config: unknown;
  /** What the file package-type says; null when there is none. */
  readonly packageType: string | null;
  /** The AppImage that was started, when there is such a file. */
  readonly appImage: string | null;
  readonly keys: readonly KeyObject[];
  /** Whether the running Mac app carries a signature that Apple vouches for. Asked on a Mac only. */
  isSignedMac(): Promise<boolean>;
}

const updateConfig = z.object({
  provider: z.literal('generic'),
  url: z.url({ protocol: /^https$/ }).max(500),
  publisherName: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .nullish()
    .catch(null),
});

/** Decides by what the package is. Whatever is not there, or not as it should be, means: off. */
export async function findUpdateWay(facts: PackageFacts): Promise<UpdateWay> {
  if (!facts.isPackaged) return off('source');
  const config = updateConfig.safeParse(facts.config);
  if (!config.success) return off('not-set-up');
  const feed = feedOf(config.data.url);
  if (feed === null) return off('not-set-up');
  const { keys } = facts;
  switch (facts.platform) {
    case 'win32':
      // Without a name electron-updater would take an installer of any publisher.
      return config.data.publisherName ? { kind: 'on', installer: 'nsis', feed, keys } : off('unsigned');
    case 'darwin':
      return (await facts.isSignedMac()) ? { kind: 'on', installer: 'mac', feed, keys } : off('unsigned');
    case 'linux': {
      const installer = linuxInstaller(facts);
      if (typeof installer !== 'string') return installer;
      // Neither of the two carries a signature that the system would look at.
      return keys.length > 0 ? { kind: 'on', installer, feed, keys } : off('unsigned');
    }
    default:
      return off('not-set-up');
  }
}

function linuxInstaller({ packageType, appImage }: PackageFacts): 'deb' | 'appimage' | ReturnType<typeof off> {
  if (packageType === 'deb') return 'deb';
  if (packageType !== null) return off('package-manager');
  return appImage === null ? off('folder') : 'appimage';
}

/** Without user name, query and fragment, which would have a meaning to nobody but the server's log. */
function feedOf(url: string): URL | null {
  const feed = new URL(url);
  if (feed.username !== '' || feed.password !== '' || feed.search !== '' || feed.hash !== '') return null;
  if (!feed.pathname.endsWith('/')) feed.pathname += '/';
  return feed;
}

function off(why: UpdatesOffWhy): { readonly kind: 'off'; readonly why: UpdatesOffWhy } {
  return { kind: 'off', why };
}
