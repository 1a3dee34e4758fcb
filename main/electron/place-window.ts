import type { WindowState } from './window-state.ts';

/** Part of the screens, in device-independent pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where to open the window; without x and y the system centres it. */
export interface Placement {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

const usual = { width: 1040, height: 760 };
/** 320 CSS pixels must do (WCAG 2.2, 1.4.10). */
export const smallest = { width: 320, height: 400 };
/** So much of the title bar must be on some display, to get hold of. */
const grip = { width: 100, height: 30 };

/** Where the window was, as far as the displays of today allow. @param workAreas of each display, the main one first */
export function placeWindow(state: WindowState | null, workAreas: readonly Rectangle[]): Placement {
  if (state === null) return { ...fit(usual, workAreas[0]), maximized: false };
  const home = workAreas.find((area) => showsTitleBar(state, area));
  const size = fit(state, home ?? workAreas[0]);
  return { ...(home ? { x: state.x, y: state.y } : {}), ...size, maximized: state.maximized };
}

function showsTitleBar(state: WindowState, area: Rectangle): boolean {
  const width = Math.min(state.x + state.width, area.x + area.width) - Math.max(state.x, area.x);
  const height = Math.min(state.y + grip.height, area.y + area.height) - Math.max(state.y, area.y);
  return width >= grip.width && height >= grip.height;
}

function fit(
  size: { readonly width: number; readonly height: number },
  area: Rectangle | undefined,
): { readonly width: number; readonly height: number } {
  const within = (wanted: number, least: number, most: number): number => Math.max(least, Math.min(wanted, most));
  return {
    width: within(size.width, smallest.width, area?.width ?? usual.width),
    height: within(size.height, smallest.height, area?.height ?? usual.height),
  };
}
