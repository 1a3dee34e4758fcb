/** The local day as part of a file's name: `2026-11-21`. @param at milliseconds since 1970 */
export function dayName(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
