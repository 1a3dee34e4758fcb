import type { Desk } from '../services/desk/desk.ts';
import type { PracticeParts } from './practice-session.ts';

/** What the app needs of the rest of main. */
export interface AppServices {
  readonly desk: Desk;
  readonly practice: Pick<PracticeParts, 'run' | 'track'>;
  /** Hosts of the bundled directory, whose pages may be opened in the browser. */
  readonly allowedHosts: readonly string[];
}

/** What the services are told of the app. */
export interface AppPlace {
  /** Folder for everything that is kept. */
  readonly userData: string;
  /** BCP 47, as `fr` or `en-GB`. */
  readonly systemLanguage: string;
  /** Which country an IP address is in: a file that comes with the app. */
  readonly countryTable: string;
  /** Shows a page in the system's browser, if it is the endpoint with a query. Rejects when it is not, or cannot be shown. */
  openBrowser(url: string, endpoint: string): Promise<void>;
  /** Something went wrong that no request waits for. */
  onFault(error: unknown): void;
}

/** Makes the services; called once, by the only process of this profile. */
export type CreateAppServices = (place: AppPlace) => Promise<AppServices>;
