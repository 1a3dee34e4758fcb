import type { IconName } from './icon.tsx';

/** What a colour means; an icon and words always say the same. */
export type Tone = 'info' | 'good' | 'warn' | 'fail' | 'wait';

/** The icon of a tone. */
export const toneIcons: Readonly<Record<Tone, IconName>> = {
  info: 'info',
  good: 'check',
  warn: 'note',
  fail: 'cross',
  wait: 'clock',
};
