/** How fast one connection was in a rehearsal. */
export interface Speed {
  readonly messages: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** How long a move will take by the clock on the wall, pauses and switched-off hours included. */
export type Estimate =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'range';
      readonly fromSeconds: number;
      readonly toSeconds: number;
      /** What decides: how fast the servers are, or what one of them allows in a day. Then it takes at least `fromSeconds`. */
      readonly boundBy: 'speed' | 'download-limit' | 'upload-limit';
    };
