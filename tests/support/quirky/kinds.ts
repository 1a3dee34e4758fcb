import { appendKinds } from './kinds-append.ts';
import { bodyKinds } from './kinds-bodies.ts';
import { connectionKinds } from './kinds-connections.ts';
import { lineKinds } from './kinds-lines.ts';
import { listingKinds } from './kinds-listing.ts';
import { nameKinds } from './kinds-names.ts';
import { statusKinds } from './kinds-status.ts';
import { valueKinds } from './kinds-values.ts';
import type { Kind } from './kind.ts';

/** Everything that a quirky server may do. */
export const kinds: readonly Kind[] = [
  ...statusKinds,
  ...lineKinds,
  ...listingKinds,
  ...bodyKinds,
  ...valueKinds,
  ...nameKinds,
  ...appendKinds,
  ...connectionKinds,
];
