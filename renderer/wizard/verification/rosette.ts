/**
 * A rosette as on banknotes: one closed line that swings between two circles.
 * @param swings how often it swings on its way round
 * @param radius middle of the ring, and how far it swings to either side, in units of the picture; the centre is 0, 0
 * @returns SVG path data
 */
export function rosettePath(
  swings: number,
  radius: { readonly middle: number; readonly swing: number },
  phase = 0,
): string {
  const steps = swings * 12;
  const points = Array.from({ length: steps }, (_, step) => {
    const angle = (step / steps) * 2 * Math.PI;
    const distance = radius.middle + radius.swing * Math.sin(swings * angle + phase);
    return `${short(distance * Math.cos(angle))} ${short(distance * Math.sin(angle))}`;
  });
  return `M${points.join('L')}Z`;
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
