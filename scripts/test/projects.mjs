/**
 * The vitest projects of `npm test`, by what must be there before them; each belongs to exactly one run, so that no test counts twice.
 */
export const projects = /** @type {const} */ ({
  /** Nothing but packages: they run while the rest of set-up is under way. */
  packagesAlone: ['unit'],
  /** Real servers. */
  servers: ['integration'],
  /** Plain Chromium. */
  browser: ['renderer'],
  /** Electron: the built app in a real window. */
  window: ['e2e'],
  /** Electron: what people download. */
  download: ['package'],
});
