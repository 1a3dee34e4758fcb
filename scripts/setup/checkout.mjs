import { fileURLToPath } from 'node:url';

/** The checkout's top folder. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url));
