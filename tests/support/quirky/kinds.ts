import { bodyKinds } from './kinds-bodies.ts';
import { connectionKinds } from './kinds-connections.ts';
import { lineKinds } from './kinds-lines.ts';
import { listingKinds } from './kinds-listing.ts';
import { listKinds } from './kinds-list.ts';
import { nameKinds } from './kinds-names.ts';
import { openingKinds } from './kinds-opening.ts';
import { orderKinds } from './kinds-order.ts';
import { receiptKinds } from './kinds-receipt.ts';
import { statusKinds } from './kinds-status.ts';
import { storeKinds } from './kinds-store.ts';
import { valueKinds } from './kinds-values.ts';
import type { Kind } from './kind.ts';

/** Everything that a quirky server may do. */
export const kinds: readonly Kind[] = [
  ...statusKinds,
  ...openingKinds,
  ...listKinds,
  ...lineKinds,
  ...listingKinds,
  ...orderKinds,
  ...bodyKinds,
  ...valueKinds,
  ...nameKinds,
  ...receiptKinds,
  ...storeKinds,
  ...connectionKinds,
];
