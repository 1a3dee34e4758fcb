import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * When HOMING_MEASURE names a file, writes there at exit how long the event loop was held and how much memory was used at most,
 * as `{"eventLoopDelayP99Ms":n,"peakRssBytes":n}`.
 */
export function measureWhenAsked(environment: NodeJS.ProcessEnv): void {
  const file = environment['HOMING_MEASURE'];
  if (file === undefined || file === '') return;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  process.on('exit', () => {
    const eventLoopDelayP99Ms = delay.percentile(99) / 1e6;
    // maxRSS is in kilobytes on every system (libuv).
    const peakRssBytes = process.resourceUsage().maxRSS * 1024;
    writeFileSync(file, `${JSON.stringify({ eventLoopDelayP99Ms, peakRssBytes })}\n`);
  });
}
