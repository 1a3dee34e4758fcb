/** What is offered first: most people are asleep, and the connection is free. */
export const usualStart = '22:00';

/** The next time a clock shows this, in milliseconds since 1970. @param text `HH:MM`; null for anything else */
export function nextTime(text: string, now: number): number | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!parts) return null;
  const [hours, minutes] = parts.slice(1).map(Number);
  const date = new Date(now);
  const today = new Date(date.getFullYear(), date.getMonth(), date.getDate(), hours, minutes).getTime();
  if (today > now) return today;
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, hours, minutes).getTime();
}

/** A moment as a time field writes it, in this computer's time. */
export function timeText(moment: number): string {
  const date = new Date(moment);
  return [date.getHours(), date.getMinutes()].map((value) => String(value).padStart(2, '0')).join(':');
}
