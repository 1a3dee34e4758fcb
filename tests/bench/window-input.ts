import type { Locator, Page } from 'playwright';

/** Times from a person's press to the next picture, in milliseconds. */
export interface InputTimes {
  /** Ends the presses. @returns one time for each */
  stop(): Promise<readonly number[]>;
}

const everyMs = 250;

/** Presses a control of the page again and again, by mouse and by key in turn, and times each press up to the next paint. */
export async function timeInput(page: Page, control: Locator): Promise<InputTimes> {
  await page.evaluate(watchPaints);
  let isOver = false;
  const press = async (count: number): Promise<void> => {
    // Real input through the browser: it waits its turn as a person's does.
    if (count % 2 === 0) await control.click();
    else await page.keyboard.press('Space');
    await page.waitForTimeout(everyMs);
    if (!isOver) await press(count + 1);
  };
  const presses = press(0);
  // Heard of when it is awaited, and not before.
  presses.catch(() => undefined);
  return {
    async stop() {
      isOver = true;
      await presses;
      return page.evaluate(() => (globalThis as unknown as { paints: number[] }).paints);
    },
  };
}

/** Runs in the page: from the time of the event itself until the frame after it has been drawn. */
function watchPaints(): void {
  const paints: number[] = [];
  Object.assign(globalThis, { paints });
  const note = ({ timeStamp }: Event): void => {
    requestAnimationFrame(() => {
      // A message comes after the frame's own work: style, layout and paint are done.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => paints.push(performance.now() - timeStamp));
      port1.start();
      port2.postMessage(null);
    });
  };
  for (const kind of ['pointerup', 'keyup']) addEventListener(kind, note, { capture: true });
}
