import { assertNever } from '../../shared/assert-never.ts';
import type { PauseReason } from '../../shared/model/migration-event.ts';
import type { Pause, TimeLeft } from '../../shared/model/progress.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';
import { clockText } from '../../shared/quantity-text.ts';

const units = [
  { seconds: 43_200, name: 'day', perUnit: 86_400 },
  { seconds: 3600, name: 'hour', perUnit: 3600 },
  { seconds: 60, name: 'minute', perUnit: 60 },
] as const;

function rangeText(from: number, to: number): string {
  if (to <= 60) return 'less than a minute';
  const unit = units.find(({ name }) => (name === 'day' ? to >= 86_400 : name === 'hour' ? to >= 3600 : true));
  const { name, perUnit } = unit ?? units[2];
  const quarter = (seconds: number): string => {
    const value = Math.round((seconds / perUnit) * 4) / 4;
    const half = ({ 0.25: '¼', 0.5: '½', 0.75: '¾' } as Record<number, string>)[value % 1] ?? '';
    return `${Math.floor(value) > 0 || half === '' ? String(Math.floor(value)) : ''}${half}`;
  };
  const plural = to > perUnit ? `${name}s` : name;
  if (from === to) return `about ${quarter(to)} ${plural}`;
  return from === 0 ? `up to ${quarter(to)} ${plural}` : `${quarter(from)} to ${quarter(to)} ${plural}`;
}

/** How long it will take, or why that cannot be said; empty when there is nothing to say. */
export function timeLeftText(timeLeft: TimeLeft, now: number): string {
  switch (timeLeft.kind) {
    case 'none':
      return '';
    case 'too-early':
      return 'time left: too early to say';
    case 'waiting':
      return `waiting since ${clockText(timeLeft.since, now)}`;
    case 'range': {
      const text = `${rangeText(timeLeft.fromSeconds, timeLeft.toSeconds)} left`;
      return timeLeft.slower ? `${text}, as it became slower` : text;
    }
    default:
      return assertNever(timeLeft);
  }
}

const reasons: Readonly<Record<PauseReason, string>> = {
  'by-the-person': 'Paused',
  offline: 'No connection to {server}; trying again',
  interrupted: 'Interrupted at {server}; trying again',
  throttled: '{server} asks for patience',
  'daily-budget': 'The daily amount of {server} is used up',
  'destination-in-use': 'Another move is copying into the same mailbox; this one goes on when that has ended',
  'sign-in-again': '{server} wants a new sign-in',
  'destination-full': 'The new mailbox is full',
  'journal-disk-full': 'The disk that holds the journal is full',
};

/** Why nothing moves at the moment, and when it goes on. */
export function pauseText(pause: Pause, now: number): string {
  const server =
    pause.side === 'destination' ? 'the new server' : pause.side === 'source' ? 'the old server' : 'a server';
  const reason = reasons[pause.reason].replace('{server}', server);
  const until =
    pause.until === null ? ` since ${clockText(pause.since, now)}` : `, goes on at ${clockText(pause.until, now)}`;
  const words = pause.serverText === null ? '' : ` (it says: “${sanitizeDisplay(pause.serverText)}”)`;
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${until}${words}`;
}
