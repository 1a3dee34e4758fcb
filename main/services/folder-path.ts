import { splitName, type Namespace } from '../engine/plan/mailbox-path.ts';
import { shown } from './desk/shown.ts';

/** Between a folder and what is in it. */
const SEPARATOR = ' › ';
const LONGEST_UNITS = 400;

/**
 * A mailbox's path as people know it, fit to be shown: `INBOX.Projects.House` is `Projects › House` on a server that keeps everything
 * below INBOX. Where it is too long, parts in the middle give way: the last one says most.
 * @param namespace of the mailbox's account; null where it is not known, and then the name stays as it is
 * @param limit the most characters
 */
export function folderPath(name: string, namespace: Namespace | null, limit = 120): string {
  const parts = partsOf(name, namespace).map((part) => shown(part, limit));
  const fits = (path: string): boolean => path.length <= LONGEST_UNITS && [...path].length <= limit;
  const whole = parts.join(SEPARATOR);
  if (fits(whole)) return whole;
  const last = parts.at(-1) ?? '';
  for (let kept = parts.length - 2; kept >= 0; kept--) {
    const path = [...parts.slice(0, kept), '…', last].join(SEPARATOR);
    if (fits(path)) return path;
  }
  return last;
}

function partsOf(name: string, namespace: Namespace | null): readonly string[] {
  if (!namespace) return [name];
  const { components } = splitName({ name, delimiter: namespace.delimiter }, namespace);
  const parts = components.filter((component) => component !== '');
  return parts.length === 0 ? [name] : parts;
}
