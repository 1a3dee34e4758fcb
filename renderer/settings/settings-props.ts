import type { AppSettings } from '../../shared/ipc/settings.ts';

/** What every group of settings gets: the settings, and a way to change some, which takes effect at once. */
export interface SettingsProps {
  readonly settings: AppSettings;
  readonly change: (change: Partial<AppSettings>) => void;
}
