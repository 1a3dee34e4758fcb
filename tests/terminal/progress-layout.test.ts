import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { layoutProgress } from '../../main/terminal/progress-layout.ts';
import { textWidth } from '../../main/terminal/text-width.ts';
import { sampleMailbox, sampleProgress } from './sample-progress.ts';

const now = new Date(2026, 0, 1, 14, 2).getTime();
const bare = { colour: false, unicode: true };
const title = 'me@old.example → me@new.example';
const hint = 'Ctrl-C stops safely.';
const layout = (columns: number, rows: number, progress = sampleProgress(), style = bare): string[] =>
  layoutProgress(progress, title, hint, { columns, rows, style, now });

describe('the picture', () => {
  it('in a wide window', () => {
    expect(layout(101, 24).join('\n')).toMatchInlineSnapshot(`
      "me@old.example → me@new.example
      Copying

       ✓ INBOX                     ████████████████████████    12,300 of 12,300   812 MB  done
       ▸ Sent                      █████████░░░░░░░░░░░░░░░      3,102 of 8,000   301 MB  copying
       ! 日本語                    █████████░░░░░░░░░░░░░░░            20 of 50   301 MB  copying
         Lists/a name that is muc… ░░░░░░░░░░░░░░░░░░░░░░░░                 950    38 MB  waiting

      ██████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  38 %
      8,112 of 21,300 messages · 1.2 GB of 3.4 GB · 41 messages/s · 4.1 MB/s · 8 to 15 minutes left
      connections: 2 old, 3 new · 2 not copied
      Ctrl-C stops safely."
    `);
  });

  it('a mailbox that rests until the next run is not called done', () => {
    const [inbox] = sampleProgress().mailboxes;
    const progress = { ...sampleProgress({ mailboxes: inbox ? [inbox] : [] }), givenUp: new Set(['INBOX']) };
    const lines = layoutProgress(progress, '', '', { columns: 101, rows: 24, style: bare, now: 0 });
    expect(lines.find((line) => line.includes('INBOX'))).toMatch(/^ ! INBOX .* not finished$/);
  });

  it('in a window of 60 columns', () => {
    expect(layout(61, 24).join('\n')).toMatchInlineSnapshot(`
      "me@old.example → me@new.example
      Copying

       ✓ INBOX                           12,300 of 12,300   812 MB
       ▸ Sent                              3,102 of 8,000   301 MB
       ! 日本語                                  20 of 50   301 MB
         Lists/a name that is much l…                 950    38 MB

      ████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  38 %
      8,112 of 21,300 messages · 1.2 GB of 3.4 GB · 41 messages/s
      4.1 MB/s · 8 to 15 minutes left
      connections: 2 old, 3 new · 2 not copied
      Ctrl-C stops safely."
    `);
  });

  it('in a window of 40 columns', () => {
    expect(layout(41, 24).join('\n')).toMatchInlineSnapshot(`
      "me@old.example → me@new.example
      Copying

       ✓ INBOX                12,300 of 12,300
       ▸ Sent                   3,102 of 8,000
       ! 日本語                       20 of 50
         Lists/a name that i…              950

      ████████████░░░░░░░░░░░░░░░░░░░░░░  38 %
      8,112 of 21,300 messages
      1.2 GB of 3.4 GB · 41 messages/s
      4.1 MB/s · 8 to 15 minutes left
      connections: 2 old, 3 new · 2 not copied
      Ctrl-C stops safely."
    `);
  });

  it('in a window of 20 columns', () => {
    expect(layout(21, 30).join('\n')).toMatchInlineSnapshot(`
      "me@old.example → me…
      Copying

       ✓ INBOX       100 %
       ▸ Sent         38 %
       ! 日本語       40 %
         Lists/a name… 950

      █████░░░░░░░░░  38 %
      8,112 of 21,300
      messages
      1.2 GB of 3.4 GB
      41 messages/s
      4.1 MB/s
      8 to 15 minutes left
      connections: 2 old,
      3 new · 2 not copied
      Ctrl-C stops safely."
    `);
  });

  it('in a low window', () => {
    expect(layout(61, 10).join('\n')).toMatchInlineSnapshot(`
      "me@old.example → me@new.example
      Copying
       ▸ Sent                              3,102 of 8,000   301 MB
       … more: 1 done, 2 to go
      ████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  38 %
      8,112 of 21,300 messages · 1.2 GB of 3.4 GB · 41 messages/s
      4.1 MB/s · 8 to 15 minutes left
      connections: 2 old, 3 new · 2 not copied
      Ctrl-C stops safely."
    `);
  });

  it('in a pause', () => {
    const pause = { reason: 'throttled', side: 'source', since: now, until: now + 300_000, serverText: null } as const;
    const lines = layout(61, 24, sampleProgress({ pause, rate: null, timeLeft: { kind: 'waiting', since: now } }));
    expect(lines.slice(-5).join('\n')).toMatchInlineSnapshot(`
      "████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  38 %
      8,112 of 21,300 messages · 1.2 GB of 3.4 GB
      connections: 2 old, 3 new · 2 not copied
      The old server asks for patience, goes on at 14:07
      Ctrl-C stops safely."
    `);
  });

  it('before anything is known', () => {
    const nothing = {
      mailboxes: [],
      stage: 'inspecting',
      connections: { source: 0, destination: 0 },
      failed: 0,
    } as const;
    expect(layout(61, 24, sampleProgress(nothing)).join('\n')).toMatchInlineSnapshot(`
      "me@old.example → me@new.example
      Looking at both accounts

      Ctrl-C stops safely."
    `);
  });

  it('in ASCII where a terminal has no more', () => {
    const ascii = layout(61, 24, sampleProgress({ mailboxes: [sampleMailbox('Sent')] }), {
      colour: false,
      unicode: false,
    });
    expect(ascii.join('\n')).toMatch(/^[\x20-\x7e\n]*$/);
  });
});

describe('whatever the window', () => {
  it('no line is wider and no picture higher than it', () => {
    const many = Array.from({ length: 40 }, (_, index) => sampleMailbox(`旅行/京都 ${String(index)} परिवार 👍🏽`));
    for (const mailboxes of [sampleProgress().mailboxes, many, []])
      for (let columns = 11; columns < 130; columns += 3)
        for (const rows of [2, 3, 5, 8, 13, 24, 60]) {
          const lines = layout(columns, rows, sampleProgress({ mailboxes, checkedAgain: 3, skipped: 4 }));
          expect(lines.length, `${String(columns)}x${String(rows)}`).toBeLessThan(rows);
          for (const line of lines) expect(textWidth(line), line).toBeLessThan(columns);
        }
  });

  it('tells how far the mail is that goes first, until it is there', () => {
    const recent = { since: now, done: 812, total: 2100, doneBytes: 1, totalBytes: 2, counted: true, ended: false };
    const shown = (change: Partial<typeof recent>): string =>
      layout(101, 24, sampleProgress({ recent: { ...recent, ...change } })).join('\n');
    expect(shown({})).toContain('recent mail first: 812 of 2,100 messages');
    expect(shown({ counted: false })).toContain('812 of at least 2,100 messages');
    expect(shown({ ended: true })).toBe(layout(101, 24).join('\n'));
    expect(shown({ total: 0, done: 0 })).toBe(layout(101, 24).join('\n'));
  });

  it('colours change nothing but colours', () => {
    const coloured = layout(81, 24, sampleProgress(), { colour: true, unicode: true });
    expect(coloured.join('')).toContain('\u001B[');
    expect(coloured.map(stripVTControlCharacters)).toEqual(layout(81, 24));
  });

  it('a hostile mailbox name stays in its line', () => {
    const mailboxes = [sampleMailbox('\u001B[2J\u001B]0;title\u0007evil\r\nINBOX ✓ done\u202E')];
    const text = layout(81, 24, sampleProgress({ mailboxes })).join('\n');
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202E]/);
  });
});
