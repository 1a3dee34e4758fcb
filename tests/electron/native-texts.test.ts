import { describe, expect, test } from 'vitest';
import { appMenu } from '../../main/electron/app-menu.ts';
import { nativeTexts, type NativeText, type NativeTextId } from '../../main/electron/native-texts.ts';
import { noticeWords } from '../../main/electron/notice-words.ts';
import { speechFor, systemSpeech } from '../../main/electron/speech.ts';
import { statusLine } from '../../main/electron/status-line.ts';
import { trayMenu } from '../../main/electron/tray-menu.ts';
import type { MoveChip } from '../../shared/ipc/app-state.ts';
import { defaultAppSettings } from '../../shared/ipc/settings.ts';
import { catalogue, type Language } from '../../shared/messages/catalogue.ts';

const languages = Object.keys(catalogue) as Language[];
const en = nativeTexts('en');
const fr = nativeTexts('fr');
const nothing = (): void => undefined;
const menuActions = { newMove: nothing, quit: nothing, about: nothing };
const trayActions = { pause: nothing, goOn: nothing, open: nothing, quit: nothing };

describe.each(languages)('every text in %s', (language) => {
  const ids = Object.keys(catalogue[language]).filter((id) => id.startsWith('native.')) as NativeTextId[];

  test('is there and takes its numbers', () => {
    expect(ids.length).toBeGreaterThan(40);
    const text = nativeTexts(language);
    for (const number of [0, 1, 2, 21_300]) {
      for (const id of ids) {
        const said = text(id, { count: number, percent: 0.38, messages: number, exceptions: number, folders: number });
        expect(said, id).not.toMatch(/[{}#]|undefined|NaN|^$/u);
      }
    }
  });

  test('is calm', () => {
    for (const id of ids) expect(catalogue[language][id], id).not.toMatch(/!|\boops\b|\bjust\b|\bsimply\b|"/iu);
  });
});

test('French has its own spaces and quotation marks', () => {
  for (const [id, text] of Object.entries(catalogue.fr).filter(([key]) => key.startsWith('native.'))) {
    // ICU's own colons and commas stand in braces.
    const words = text.replaceAll(/\{\w+, (?:plural|number)[^{}]*/gu, '');
    expect(words, id).not.toMatch(/[^\u00A0\u202F][?!;:»]|«[^\u00A0\u202F]|'/u);
  }
});

test('the language is the one set, else the system’s, else English', () => {
  const language = (set: 'system' | Language, systemLanguage: string): Language =>
    speechFor({ settings: { ...defaultAppSettings, language: set }, systemLanguage }).language;
  expect(language('fr', 'en-US')).toBe('fr');
  expect(language('system', 'fr-CH')).toBe('fr');
  expect(language('system', 'de')).toBe('en');
  expect(systemSpeech('fr').text('native.menu.file')).toBe('Fichier');
});

describe('the menu', () => {
  type Items = readonly Electron.MenuItemConstructorOptions[];
  const flat = (items: Items): Items =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
  const rolesOf = (platform: NodeJS.Platform): readonly (string | undefined)[] =>
    flat(appMenu(en, menuActions, platform))
      .map(({ role }) => role)
      .filter((role) => role !== undefined);
  const labels = (text: NativeText, platform: NodeJS.Platform): readonly (string | undefined)[] =>
    flat(appMenu(text, menuActions, platform)).map(({ label }) => label);

  test('has these roles and no others: no reload, no developer tools', () => {
    expect(rolesOf('linux')).toEqual(
      [
        'close',
        'undo',
        'redo',
        'cut',
        'copy',
        'paste',
        'selectAll',
        'zoomIn',
        'zoomOut',
        'resetZoom',
        'togglefullscreen',
      ].concat(['window', 'minimize', 'help']),
    );
    expect(rolesOf('darwin')).toEqual(
      ['about', 'services', 'hide', 'hideOthers', 'unhide'].concat(
        [
          'close',
          'undo',
          'redo',
          'cut',
          'copy',
          'paste',
          'selectAll',
          'zoomIn',
          'zoomOut',
          'resetZoom',
          'togglefullscreen',
        ],
        ['window', 'minimize', 'front', 'help'],
      ),
    );
  });

  test.each(['linux', 'win32', 'darwin'] as const)('is all in the language of the person on %s', (platform) => {
    expect(labels(en, platform)).toContain('New move');
    expect(labels(fr, platform)).toContain('Nouveau déménagement');
    const same = labels(en, platform).filter(
      (label, index) => label !== undefined && label === labels(fr, platform)[index],
    );
    expect(same.filter((label) => label !== 'Homing' && label !== 'Services')).toEqual([]);
    // What has no label would get Electron's English one.
    const unnamed = flat(appMenu(fr, menuActions, platform)).filter(
      ({ label, type }) => type !== 'separator' && !label,
    );
    expect(unnamed).toEqual([]);
  });

  test('can quit, everywhere once', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const quits = flat(appMenu(en, menuActions, platform)).filter(({ id }) => id === 'quit');
      expect(quits, platform).toHaveLength(1);
    }
  });
});

describe('the tray', () => {
  const chips = (...all: readonly MoveChip[]): readonly { readonly chip: MoveChip }[] => all.map((chip) => ({ chip }));
  const copying = (done: number, total: number): MoveChip => ({ kind: 'copying', done, total });

  test.each([
    [chips(), 'Nothing is under way'],
    [chips({ kind: 'draft' }), 'Nothing is under way'],
    [chips(copying(38, 100)), 'Copying: 38% done'],
    [chips(copying(0, 0)), 'Copying: 0% done'],
    [chips(copying(999_999, 1_000_000)), 'Copying: 99% done'],
    [chips(copying(10, 100), copying(90, 100)), 'Copying 2 mailboxes: 50% done'],
    [chips({ kind: 'verifying', done: 1, total: 4 }), 'Comparing: 25% done'],
    [chips({ kind: 'paused', done: 1, total: 2 }), 'Paused'],
    [chips({ kind: 'waiting', reason: 'offline', until: null }), 'Waiting, goes on by itself'],
    [chips({ kind: 'scheduled', at: 1 }), 'Starts by itself later'],
    [chips(copying(1, 2), { kind: 'needs-you', problem: 'over-quota' }), 'A move needs you'],
    [chips({ kind: 'finished', messages: 3, exceptions: 0, incomplete: 0, verified: true }), 'Nothing is under way'],
  ])('says how things stand', (moves, line) => {
    expect(statusLine(en, moves)).toBe(line);
  });

  test('says it in French', () => {
    expect(statusLine(fr, chips(copying(38, 100)))).toMatch(/^Copie\u00A0: 38[\u00A0\u202F]%$/u);
  });

  test('offers what can be done', () => {
    const enabled = (moves: readonly { readonly chip: MoveChip }[]): readonly (string | undefined)[] =>
      trayMenu(en, moves, trayActions)
        .filter((item) => item.type !== 'separator' && item.enabled !== false)
        .map(({ id }) => id);
    expect(enabled(chips())).toEqual(['open', 'quit']);
    expect(enabled(chips(copying(1, 2)))).toEqual(['pause', 'open', 'quit']);
    expect(enabled(chips({ kind: 'paused', done: 1, total: 2 }))).toEqual(['go-on', 'open', 'quit']);
  });
});

describe('a notification', () => {
  const words = (
    text: NativeText,
    kind: 'finished' | 'needs-you' | 'verified-with-problems' | 'incomplete',
    exceptions: number,
  ): string => {
    const notice = {
      move: 'a'.repeat(16),
      kind,
      messages: 21_300,
      exceptions,
      incomplete: kind === 'incomplete' ? 2 : 0,
    };
    const { title, body } = noticeWords(text, notice);
    return `${title} | ${body}`;
  };

  test('has numbers and words of ours only', () => {
    expect(words(en, 'finished', 0)).toBe('Your mail has been moved | 21,300 messages are in the new mailbox.');
    expect(words(en, 'finished', 3)).toBe(
      'Your mail has been moved | 21,300 messages were moved. 3 did not arrive as they were. Homing shows which.',
    );
    expect(words(en, 'needs-you', 0)).toBe(
      'A move needs you | It has stopped. No mail is lost. Homing shows what to do.',
    );
    expect(words(en, 'verified-with-problems', 1)).toBe(
      'Not every message is as it was | One of 21,300 messages differs from the old mailbox. Homing shows which.',
    );
    expect(words(en, 'incomplete', 0)).toBe(
      'The move has ended, but is not complete | 2 folders are not complete. Homing shows why, and what you can do.',
    );
    expect(words(fr, 'finished', 0)).toBe(
      'Vos messages ont été transférés | 21\u202F300 messages se trouvent dans la nouvelle messagerie.',
    );
  });
});
