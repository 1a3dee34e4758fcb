import { sanitizeDisplay } from '../../shared/sanitize-display.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes text inert between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** Text that came from a server, a message or a command line: cleaned, escaped, and kept from turning its surroundings round. */
export function foreign(text: string, limit = 120): string {
  return `<bdi>${escapeHtml(sanitizeDisplay(text, limit))}</bdi>`;
}
