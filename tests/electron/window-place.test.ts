import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { placeWindow, smallest } from '../../main/electron/place-window.ts';
import { windowBackground } from '../../main/electron/window-background.ts';
import { readWindowState, writeWindowState, type WindowState } from '../../main/electron/window-state.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beside = { x: 1440, y: 0, width: 1920, height: 1080 };
const was = { x: 200, y: 100, width: 900, height: 700, maximized: false };

describe('the window opens', () => {
  test('in the middle the first time, and no larger than the display', () => {
    expect(placeWindow(null, [laptop])).toEqual({ width: 1040, height: 760, maximized: false });
    expect(placeWindow(null, [{ x: 0, y: 0, width: 800, height: 600 }])).toMatchObject({ width: 800, height: 600 });
  });

  test('where it was', () => {
    expect(placeWindow(was, [laptop])).toEqual(was);
    expect(placeWindow({ ...was, maximized: true }, [laptop]).maximized).toBe(true);
    const onSecond = { ...was, x: 2000 };
    expect(placeWindow(onSecond, [laptop, beside])).toEqual(onSecond);
  });

  test.each([
    ['the display beside is gone', { ...was, x: 2000 }],
    ['it was above all displays', { ...was, y: -500 }],
    ['only a corner would be seen', { ...was, x: 1420, y: 880 }],
    ['it was to the left of everything', { ...was, x: -890 }],
  ])('in the middle again when %s', (_why, state) => {
    expect(placeWindow(state, [laptop])).toEqual({ width: 900, height: 700, maximized: false });
  });

  test('neither larger than its display nor too small to use', () => {
    expect(placeWindow({ ...was, width: 5000, height: 5000 }, [laptop])).toMatchObject({ width: 1440, height: 875 });
    expect(placeWindow({ ...was, width: 120, height: 1 }, [laptop])).toMatchObject(smallest);
    expect(smallest.width).toBeLessThanOrEqual(320);
  });
});

describe('what is remembered', () => {
  const newFile = (): string => join(temporaryFolder('window'), 'window.json');

  test('comes back', () => {
    const file = newFile();
    writeWindowState(file, was);
    expect(readWindowState(file)).toEqual(was);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"x":0,"y":0,"width":"9","height":9,"maximized":false}',
    '{"x":0,"y":0,"width":-9,"height":9,"maximized":false}',
    '{"x":0.5,"y":0,"width":9,"height":9,"maximized":false}',
    '{"x":1e999,"y":0,"width":9,"height":9,"maximized":false}',
    '{"x":0,"y":0,"width":9,"height":9,"maximized":false,"more":1}',
  ])('is forgotten when it is %j', (text) => {
    const file = newFile();
    writeFileSync(file, text);
    expect(readWindowState(file)).toBeNull();
  });

  test('may be nowhere', () => {
    expect(readWindowState('/nowhere/window.json')).toBeNull();
    expect(() => writeWindowState('/nowhere/window.json', was satisfies WindowState)).not.toThrow();
  });
});

test('the window is painted in the page’s own colours before the page is there', () => {
  const tokens = readFileSync('renderer/styles/tokens.css', 'utf8');
  expect(tokens).toContain(`--color-page: light-dark(${windowBackground.light}, ${windowBackground.dark});`);
});
