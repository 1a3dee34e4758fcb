/**
 * What the app needs of Debian 12 and newer and of Ubuntu 22.04 and newer. Names with t64 are those since times have 64 bits there.
 * The first are what Electron and the native modules are linked with; glibc's version is better-sqlite3's wish.
 */
export const depends = [
  'libc6 (>= 2.34)',
  'libasound2 | libasound2t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libatk1.0-0 | libatk1.0-0t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libcairo2',
  'libcups2 | libcups2t64',
  'libdbus-1-3',
  'libdrm2',
  'libexpat1',
  'libgbm1',
  'libgcc-s1',
  'libglib2.0-0 | libglib2.0-0t64',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnspr4',
  'libnss3',
  'libpango-1.0-0',
  'libsecret-1-0',
  'libstdc++6',
  'libudev1',
  'libx11-6',
  'libxcb1',
  'libxcomposite1',
  'libxdamage1',
  'libxext6',
  'libxfixes3',
  'libxkbcommon0',
  'libxrandr2',
];

/** A keychain, notices, and a browser for a provider's page: people want them, a server does without. */
export const recommends = ['gnome-keyring | libkf5wallet-bin | kwalletmanager | keepassxc', 'libnotify4', 'xdg-utils'];

/** A line, and a paragraph. */
export const description = 'move a whole mailbox to a small independent host';
export const longDescription =
  'Homing moves all mail from a big provider to a small independent host, or to a server of your own, over IMAP. Every message ' +
  'arrives exactly once, with its date, its folder and its marks, and a receipt accounts for all of them. The old mailbox is only ' +
  'read.\n\nThere is a window for people, and a command line for servers without a display.';
