/** Width and height of the picture in its own units; it is stretched to its place. */
export const chartSize = { width: 120, height: 40 } as const;

/** The outline of a picture of speed over time. Empty where there are fewer than two points. */
export interface ChartPaths {
  readonly line: string;
  readonly area: string;
}

/**
 * Draws numbers over time as an area, oldest at the left, the newest at the right edge.
 * @param points at most 121; with fewer, the picture grows from the left until it is full
 * @param peak what reaches the top
 */
export function chartPaths(points: readonly number[], peak: number): ChartPaths {
  if (points.length < 2 || peak <= 0) return { line: '', area: '' };
  const step = chartSize.width / (points.length - 1);
  const place = (value: number, index: number): string => {
    const height = (1 - Math.min(value, peak) / peak) * (chartSize.height - 2) + 1;
    return `${short(index * step)} ${short(height)}`;
  };
  const line = `M${points.map(place).join('L')}`;
  return { line, area: `${line}V${String(chartSize.height)}H0Z` };
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
