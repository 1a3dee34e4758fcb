/** The lines by which a person recognises a message, decoded as far as a receipt needs. */
export interface HeaderLines {
  readonly date?: string;
  readonly from?: string;
  readonly subject?: string;
}

const MAX_LINE = 400;

/** Date, From and Subject of a message as they stand in its header (encoded words are left as they are). */
export function headerLines(body: Buffer): HeaderLines {
  const header =
    body
      .subarray(0, 64 * 1024)
      .toString('utf8')
      .split(/\r?\n\r?\n/, 1)[0] ?? '';
  const unfolded = header.replaceAll(/\r?\n[ \t]+/g, ' ');
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(unfolded)?.[1]?.trim().slice(0, MAX_LINE);
  const date = field('Date');
  const from = field('From');
  const subject = field('Subject');
  return {
    ...(date !== undefined && { date }),
    ...(from !== undefined && { from }),
    ...(subject !== undefined && { subject }),
  };
}
