import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { newRoot, openToAll, stateOf, takePlace } from './debian-folder.mjs';
import { outputOf, run, say } from './run-command.mjs';

/**
 * Mail servers that cannot be installed beside Dovecot: each gets a small Debian of its own, in a folder, and runs there by chroot.
 * The mail agent is one their packages insist on; it is never started.
 */
const packagesOf = /** @type {const} */ ({
  cyrus: ['cyrus-imapd', 'cyrus-admin', 'sasl2-bin', 'libsasl2-modules', 'msmtp-mta'],
  courier: ['courier-imap', 'courier-authdaemon', 'courier-authlib-userdb', 'msmtp-mta'],
});

/** @typedef {keyof typeof packagesOf} FolderServer */

/** The server's own program in its folder. */
const programOf = /** @type {const} @satisfies {Record<FolderServer, string>} */ ({
  cyrus: 'usr/lib/cyrus/bin/master',
  courier: 'usr/sbin/couriertcpd',
});

const makingMs = 10 * 60 * 1000;

/** Outside of any checkout: 280 and 400 MB. */
const folders = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'homing', 'servers');

/** Where a server's Debian is, or will be. @param {FolderServer} server */
export function serverFolder(server) {
  // The number grows with the list of packages.
  return join(folders, `${server}-1`);
}

/** Whether a server's Debian is here and can be used: that takes root. @param {FolderServer} server */
export function canRunServer(server) {
  return process.getuid?.() === 0 && stateOfServer(server) === 'whole' && canBeAlone();
}

/** @param {FolderServer} server */
function stateOfServer(server) {
  return stateOf(serverFolder(server), programOf[server]);
}

/** Mounts that nobody else sees: some containers refuse them even to root. */
function canBeAlone() {
  return outputOf('unshare', ['--mount', '--pid', '--fork', '--kill-child', 'true']) !== null;
}

/**
 * Makes the folders that are missing or unfinished, side by side, a minute each, and opens those that earlier versions made for their
 * owner alone. Where that cannot be (no root, no network) it says why: the tests of these servers are then reported as skipped.
 */
export async function setUpServerFolders() {
  const servers = /** @type {FolderServer[]} */ (Object.keys(packagesOf));
  const wanting = servers.filter((server) => stateOfServer(server) !== 'whole');
  if (wanting.length === 0 || process.platform !== 'linux') return;
  const reason =
    process.getuid?.() !== 0 ? 'that takes root' : canBeAlone() ? null : 'this container gives root no namespaces';
  if (reason !== null) return sayNone(wanting, reason);
  for (const server of wanting) if (stateOfServer(server) === 'closed') openToAll(serverFolder(server));
  const unfinished = wanting.filter((server) => stateOfServer(server) === 'unfinished');
  if (unfinished.length === 0) return;
  const origin = debianOrigin();
  if (origin === null) return sayNone(unfinished, 'apt names no place to get Debian from');
  say(`${unfinished.join(' and ')}: making a small Debian for each, once (a minute or two)`);
  await Promise.all(unfinished.map((server) => makeFolder(server, origin)));
}

/**
 * @param {readonly FolderServer[]} servers
 * @param {string} reason
 */
function sayNone(servers, reason) {
  say(`No ${servers.join(' and no ')} for the tests: ${reason}`);
}

/**
 * @param {FolderServer} server
 * @param {Origin} origin
 */
async function makeFolder(server, { codename, uri }) {
  mkdirSync(folders, { recursive: true });
  // A folder of its own for each attempt: nothing half done is ever taken for the server's.
  const making = newRoot(join(folders, `making-${server}-`));
  try {
    const debootstrap = ['debootstrap', '--variant=minbase', `--include=${packagesOf[server].join(',')}`];
    // In a mount namespace of its own: what it mounts is gone when it is gone, however it ends, so the folder can be removed safely.
    const alone = ['--mount', '--pid', '--fork', '--kill-child'];
    const code = await run('unshare', [...alone, ...debootstrap, codename, making, uri], {
      quiet: true,
      timeoutMs: makingMs,
      busyWith: `making the folder of ${server}`,
    });
    if (code !== 0) return sayNone([server], `debootstrap ended with code ${String(code)}`);
    if (stateOf(making, programOf[server]) !== 'whole')
      return sayNone([server], `debootstrap brought no ${programOf[server]}`);
    removePackages(making);
    takePlace(making, serverFolder(server), programOf[server]);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function removePackages(folder) {
  const archives = join(folder, 'var', 'cache', 'apt', 'archives');
  for (const name of readdirSync(archives)) if (name.endsWith('.deb')) rmSync(join(archives, name));
}

/** @typedef {{ readonly codename: string, readonly uri: string }} Origin */

/** The release and the mirror this machine itself uses. @returns {Origin | null} */
function debianOrigin() {
  const codename = outputOf('sh', ['-c', '. /etc/os-release && echo "$VERSION_CODENAME"']);
  const format = '$(CODENAME) $(COMPONENT) $(REPO_URI)';
  const targets = outputOf('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']);
  const uri = targets
    ?.split('\n')
    .map((line) => line.split(' '))
    .find(([of, component]) => of === codename && component === 'main')?.[2];
  return codename && uri ? { codename, uri } : null;
}
