import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, isBarrel, wrongImports, type SourceFile } from './architecture/check-imports.ts';
import { keptIn } from './architecture/folder-rules.ts';

const read = (path: string): SourceFile => ({ path: path.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') });
const files = globSync('{shared,main,renderer}/**/*.{ts,tsx}').map(read);

describe('the house', () => {
  test('is all looked at', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(300);
  });

  test('keeps to the table of who may know whom', () => {
    expect(files.flatMap(wrongImports)).toEqual([]);
  });

  test.each(Object.entries(keptIn))('knows %s in %s only', (name, folder) => {
    const users = files.filter((file) => importsOf(file).some(({ target }) => target === name));
    expect(users.filter(({ path }) => !path.startsWith(folder)).map(({ path }) => path)).toEqual([]);
  });

  test('has no barrels, no path aliases, no drawers for everything', () => {
    expect(files.filter(isBarrel).map(({ path }) => path)).toEqual([]);
    expect(readFileSync('tsconfig.json', 'utf8')).not.toMatch(/"(?:paths|baseUrl)"/u);
    const drawers = globSync('{shared,main,renderer,tests,scripts}/**/*').filter((path) =>
      /^(?:utils?|helpers?|common|misc)(?:\.|$)/u.test(basename(path)),
    );
    expect(drawers).toEqual([]);
  });

  test('gives the page no way to write markup', () => {
    const writers = /dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write/u;
    expect(files.filter(({ path, text }) => path.startsWith('renderer/') && writers.test(text))).toEqual([]);
  });

  test('never turns certificate checks or the sandbox off', () => {
    const forbidden = /rejectUnauthorized:\s*false|no-sandbox|webSecurity:\s*false|bypassCSP/u;
    const shipped = globSync('{main,scripts,shared,renderer}/**/*.{ts,tsx,mjs}').map(read);
    expect(shipped.filter(({ text }) => forbidden.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('the check itself', () => {
  const wrong = (path: string, text: string): readonly string[] => wrongImports({ path, text });

  test.each([
    ['shared/model/x.ts', "import { readFile } from 'node:fs';"],
    ['shared/x.ts', "import { migrate } from '../main/engine/migrate.ts';"],
    ['main/engine/x.ts', "import {\n  ImapFlow,\n} from 'imapflow';"],
    ['main/engine/x.ts', "import type { A } from '../imap/account.ts';"],
    ['main/engine/copy/x.ts', "const { a } = await import('../../journal/open-journal.ts');"],
    ['main/engine/x.ts', "import 'electron';"],
    ['main/engine/x.ts', "export { a } from '../services/a.ts';"],
    ['main/imap/x.ts', "import { openJournal } from '../journal/open-journal.ts';"],
    ['main/electron/x.ts', "import { migrate } from '../engine/migrate.ts';"],
    ['main/preload/index.ts', "import type { Plan } from '../../shared/model/plan.ts';"],
    ['renderer/x.tsx', "import { app } from 'electron';"],
    ['renderer/x.tsx', "import { a } from '../main/electron/a.ts';"],
    ['main/new-folder/x.ts', ''],
    ['main/cli.ts', "import { startApp } from 'electron';"],
  ])('finds a wrong import in %s', (path, text) => {
    expect(wrong(path, text)).toHaveLength(1);
  });

  test('lets right imports pass', () => {
    expect(
      wrong('main/engine/copy/x.ts', "import { createHash } from 'node:crypto';\nimport { a } from '../a.ts';"),
    ).toEqual([]);
    expect(wrong('renderer/x.tsx', "import { createRoot } from 'react-dom/client';\nimport './x.tsx';")).toEqual([]);
  });

  test('knows a barrel from a file with a re-export', () => {
    const path = 'main/x.ts';
    expect(isBarrel({ path, text: "// all\nexport * from './a.ts';\nexport { b } from './b.ts';" })).toBe(true);
    expect(isBarrel({ path, text: "export { b } from './b.ts';\nexport const c = 1;" })).toBe(false);
  });
});
