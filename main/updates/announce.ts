import { Provider, type AppUpdater, type ResolvedUpdateFileInfo, type UpdateInfo } from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import type { FeedEntry } from './read-feed.ts';

/** Tells electron-updater what to fetch: what was read and checked before, so that it asks no feed itself. */
export function announce(updater: AppUpdater, feed: URL, { version, file }: FeedEntry): void {
  const sha512 = Buffer.from(file.sha512, 'hex').toString('base64');
  const info = { url: file.name, size: file.size, sha512 };
  class AnnouncedFeed extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtimeOptions: ProviderRuntimeOptions) {
      super(runtimeOptions);
    }

    override getLatestVersion(): Promise<UpdateInfo> {
      return Promise.resolve({ version, files: [info], path: file.name, sha512, releaseDate: '' });
    }

    override resolveFiles(): ResolvedUpdateFileInfo[] {
      return [{ url: new URL(file.name, feed), info }];
    }
  }
  updater.setFeedURL({ provider: 'custom', updateProvider: AnnouncedFeed });
}
