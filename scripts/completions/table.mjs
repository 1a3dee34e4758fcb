/**
 * What an option wants behind it: a file, a folder, one of some words, or something nobody can guess.
 * @typedef {'file' | 'folder' | 'text' | readonly string[] | null} Value
 *
 * @typedef {object} Option
 * @property {string} name without the dashes
 * @property {string} [short]
 * @property {Value} value null for a switch
 * @property {boolean} [repeats]
 * @property {readonly string[]} of the commands it belongs to; empty for all
 * @property {string} says
 */

/** Each command and what it does, in the order of the manual. @type {Readonly<Record<string, string>>} */
export const commands = {
  plan: 'show what would go where; changes nothing',
  run: 'move a mailbox, or go on where it stopped',
  verify: 'look at everything that was moved once more',
  report: 'the receipt, from the journal, without network',
  batch: 'move many mailboxes, one for each line of a list',
  'sign-in': 'permit access in the browser',
  'sign-out': 'take that permission back',
  practice: 'watch a move between two pretend servers',
  help: 'show all commands and options',
};

const one = ['plan', 'run', 'verify'];
const moves = [...one, 'batch'];
const accounts = [...one, 'report', 'sign-in', 'sign-out'];

/** Each option of the command line. @type {readonly Option[]} */
export const options = [
  { name: 'from', value: 'text', of: accounts, says: 'the old account, as imaps://user@host' },
  { name: 'to', value: 'text', of: accounts, says: 'the new account, as imaps://user@host' },
  { name: 'journal', value: 'file', of: [...one, 'report'], says: 'what remembers the move' },
  { name: 'ca', value: 'file', of: [...moves, 'sign-in', 'sign-out'], says: 'trust this certificate authority too' },
  { name: 'pin', value: 'text', repeats: true, of: moves, says: 'trust only the certificate with this fingerprint' },
  { name: 'include', value: 'text', repeats: true, of: moves, says: 'only these mailboxes' },
  { name: 'exclude', value: 'text', repeats: true, of: moves, says: 'not these mailboxes' },
  { name: 'with-spam', value: null, of: moves, says: 'take the spam mailbox along' },
  { name: 'with-trash', value: null, of: moves, says: 'take the trash along' },
  { name: 'merge', value: 'text', repeats: true, of: moves, says: 'put one mailbox into another, as SOURCE=INTO' },
  { name: 'rename', value: 'text', repeats: true, of: moves, says: 'give one another name there, as SOURCE=NAME' },
  { name: 'under', value: 'text', of: moves, says: 'put everything below one mailbox of the new account' },
  { name: 'labels', value: ['folders', 'primary', 'archive'], of: moves, says: 'what becomes of the labels of Gmail' },
  { name: 'since', value: 'text', of: moves, says: 'leave messages behind that are older than this day' },
  { name: 'until', value: 'text', of: moves, says: 'leave messages behind that are of this day or later' },
  { name: 'recent-first', value: 'text', of: moves, says: 'copy the mail of so many days first' },
  { name: 'max-size', value: 'text', of: moves, says: 'leave larger messages behind' },
  { name: 'refused', value: ['leave', 'repair', 'wrap'], of: moves, says: 'what becomes of refused messages' },
  { name: 'deep', value: null, of: ['run', 'verify', 'batch'], says: 'verify by reading every message again' },
  {
    name: 'sample',
    value: 'text',
    of: ['run', 'verify', 'batch'],
    says: 'read so many messages again, chosen at random',
  },
  { name: 'dry-run', value: null, of: ['run', 'batch'], says: 'show what would go where; change nothing' },
  { name: 'json', value: null, of: [], says: 'one JSON object per line, for scripts' },
  { name: 'config', value: 'file', of: [], says: 'options from a JSON file' },
  { name: 'parallel', value: 'text', of: ['batch'], says: 'so many moves at the same time' },
  { name: 'journals', value: 'folder', of: ['batch'], says: 'where journals, receipts and the summary go' },
  { name: 'only-unfinished', value: null, of: ['batch'], says: 'leave alone what has arrived already' },
  { name: 'same-destination', value: null, of: ['batch'], says: 'several old mailboxes may go into one new one' },
  { name: 'html', value: 'file', of: ['report'], says: 'write the receipt as a page' },
  { name: 'json-file', value: 'file', of: ['report'], says: 'write the receipt as JSON' },
  { name: 'device', value: null, of: ['sign-in'], says: 'sign in by a code to type on another device' },
  { name: 'oauth-client', value: 'file', of: ['sign-in'], says: 'a client ID of your own' },
  { name: 'help', short: 'h', value: null, of: [], says: 'show all commands and options' },
  { name: 'version', short: 'V', value: null, of: [], says: 'show the version' },
];

/** What may stand behind a command; behind none, what belongs to all. @param {string} command */
export function optionsOf(command) {
  return options.filter(({ of }) => of.length === 0 || of.includes(command));
}
