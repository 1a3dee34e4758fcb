import type { Estimate, Speed } from '../../../shared/model/estimate.ts';

/** What is known before a move begins. */
export interface EstimateInput {
  readonly messages: number;
  /** Null where the server does not tell sizes. */
  readonly bytes: number | null;
  /** One connection's speed from the source and to the destination; null when not measured. */
  readonly down: Speed | null;
  readonly up: Speed | null;
  /** Connections per side that may work side by side. */
  readonly lanes: number;
  /** What the source's and the destination's provider allow; null where there is no limit or none is known. */
  readonly downloadBytesPerDay: number | null;
  readonly uploadBytesPerDay: number | null;
  /** Hours a day in which the computer is on. */
  readonly hoursPerDay: number;
}

const DAY = 86_400;
/** Besides its bytes, a message costs about as much time as this many bytes. */
const MESSAGE_COST_BYTES = 16 * 1024;
/** Connecting, comparing and verifying, however little there is to move. */
const OVERHEAD_SECONDS = 30;
/** How far the size of other messages may be from that of the sample. */
const SAMPLE_DOUBT = 2;

interface Bounds {
  readonly from: number;
  readonly to: number;
}

/**
 * Says how long a move will take, as a range one can keep: its short end trusts that all lanes help, its long end that none does and
 * that reading and writing take turns. Where a provider's limit takes longer than that, its days are the short end.
 */
export function estimate(input: EstimateInput): Estimate {
  const bytes = bytesOf(input);
  const speed = bytes === null ? null : bySpeed(input, bytes);
  const limit = bytes === null ? null : byLimit(input, bytes);
  if (limit !== null && limit.from >= (speed?.from ?? 0)) {
    const { boundBy, from, to } = limit;
    return { kind: 'range', fromSeconds: from, toSeconds: Math.max(to, speed?.to ?? 0), boundBy };
  }
  if (speed === null) return { kind: 'unknown' };
  return { kind: 'range', fromSeconds: speed.from, toSeconds: Math.max(speed.to, limit?.to ?? 0), boundBy: 'speed' };
}

/** Where sizes are not told, the sample's messages stand for all, with some doubt. */
function bytesOf({ messages, bytes, down, up }: EstimateInput): Bounds | null {
  if (bytes !== null) return { from: bytes, to: bytes };
  const sample = [down, up].find((one) => one !== null && one.messages > 0);
  if (!sample) return null;
  const guess = (sample.bytes / sample.messages) * messages;
  return { from: guess / SAMPLE_DOUBT, to: guess * SAMPLE_DOUBT };
}

function bySpeed(input: EstimateInput, bytes: Bounds): Bounds | null {
  const speeds = [input.down, input.up].filter((speed) => speed !== null && speed.messages > 0);
  if (speeds.length === 0) return null;
  const seconds = (total: number): number[] =>
    speeds.map((speed) => (speed === null ? 0 : secondsFor(input.messages, total, speed)));
  const short = Math.max(...seconds(bytes.from)) / Math.max(1, input.lanes);
  // A side that was not measured may be as slow as the one that was.
  const long = seconds(bytes.to).reduce((sum, one) => sum + one, 0) * (speeds.length === 1 ? 2 : 1);
  const { hoursPerDay } = input;
  return { from: withNights(short, hoursPerDay, 0), to: withNights(long + OVERHEAD_SECONDS, hoursPerDay, 0.5) };
}

function secondsFor(messages: number, bytes: number, speed: Speed): number {
  const perSecond = (speed.bytes + speed.messages * MESSAGE_COST_BYTES) / Math.max(speed.seconds, 0.001);
  return (bytes + messages * MESSAGE_COST_BYTES) / perSecond;
}

/** @param begun how much of the computer's day is over when it begins, from 0 to 1 */
function withNights(seconds: number, hoursPerDay: number, begun: number): number {
  const hours = Math.min(24, Math.max(1, hoursPerDay));
  const nights = Math.max(0, Math.ceil(seconds / (hours * 3600) + begun) - 1);
  return seconds + nights * (24 - hours) * 3600;
}

/** The slower of both limits, where one binds at all: what fits into a day needs no second one. */
function byLimit(
  { downloadBytesPerDay, uploadBytesPerDay }: EstimateInput,
  bytes: Bounds,
): (Bounds & { readonly boundBy: 'download-limit' | 'upload-limit' }) | null {
  const daysOf = (perDay: number | null, total: number): number => {
    const days = perDay === null || perDay <= 0 ? 0 : total / perDay;
    return days > 1 ? days : 0;
  };
  const down = daysOf(downloadBytesPerDay, bytes.from);
  const up = daysOf(uploadBytesPerDay, bytes.from);
  if (Math.max(down, up) === 0) return null;
  const most = Math.max(daysOf(downloadBytesPerDay, bytes.to), daysOf(uploadBytesPerDay, bytes.to));
  return {
    from: Math.max(down, up) * DAY,
    // One day more: whoever goes over a limit is shut out for up to a day.
    to: (Math.ceil(most) + 1) * DAY,
    boundBy: down >= up ? 'download-limit' : 'upload-limit',
  };
}
