/** What a folder may import. Names ending in `/` are folders of ours, `node:` is all of Node, the rest packages or single files. */
export interface FolderRule {
  /** A folder, or a file. The first rule that fits a file is its rule. */
  readonly of: string;
  readonly may: readonly string[];
}

/** Who may know whom. What is not listed may not be imported; each folder knows itself. */
export const folderRules: readonly FolderRule[] = [
  { of: 'shared/', may: ['zod'] },
  { of: 'main/engine/', may: ['shared/', 'node:crypto', 'node:stream'] },
  // Adapters: each knows its library and the ports, none knows another.
  { of: 'main/imap/', may: ['imapflow', 'shared/', 'main/engine/', 'node:'] },
  { of: 'main/journal/', may: ['better-sqlite3', 'shared/', 'main/engine/', 'node:'] },
  { of: 'main/credentials/', may: ['keytar', 'shared/'] },
  { of: 'main/oauth/', may: ['oauth4webapi', 'shared/', 'node:'] },
  { of: 'main/discovery/', may: ['@xmldom/xmldom', 'maxmind', 'shared/', 'node:'] },
  { of: 'main/practice/', may: ['@peculiar/x509', 'reflect-metadata', 'shared/', 'node:'] },
  { of: 'main/services/', may: ['shared/', 'main/engine/', 'node:'] },
  { of: 'main/terminal/', may: ['shared/', 'node:'] },
  {
    of: 'main/cli/',
    may: [
      'zod',
      'shared/',
      'main/services/',
      'main/engine/',
      'main/terminal/',
      'main/dependencies.ts',
      'package.json',
      'node:',
    ],
  },
  { of: 'main/updates/', may: ['electron', 'electron-updater', 'shared/', 'node:'] },
  {
    of: 'main/electron/',
    may: ['electron', 'intl-messageformat', 'shared/', 'main/services/', 'main/updates/', 'node:'],
  },
  { of: 'main/preload/', may: ['electron', 'shared/ipc/'] },
  { of: 'main/index.ts', may: ['electron', 'main/'] },
  { of: 'main/cli.ts', may: ['main/', 'node:'] },
  { of: 'main/dependencies.ts', may: ['main/', 'shared/', 'package.json', 'resources/', 'node:'] },
  { of: 'renderer/', may: ['react', 'react-dom', 'react-aria-components', 'react-intl', 'shared/'] },
];

/** Packages that only one folder may know, so that another can take their place by changing that folder alone. */
export const keptIn: Readonly<Record<string, string>> = {
  imapflow: 'main/imap/',
  'better-sqlite3': 'main/journal/',
  keytar: 'main/credentials/',
  oauth4webapi: 'main/oauth/',
  '@xmldom/xmldom': 'main/discovery/',
  maxmind: 'main/discovery/',
  'electron-updater': 'main/updates/',
};
