/** What `--help` shows. */
export const usage = `Homing moves a whole mailbox between two IMAP accounts, exactly once.
The old mailbox is only read; nothing in it is changed or deleted.

  homing plan    --from URL --to URL   show what would go where; changes nothing
  homing run     --from URL --to URL   move it, or go on where it stopped
  homing verify  --from URL --to URL   look at everything that was moved once more
  homing report                        the receipt, from the journal, without network
  homing batch   LIST                  move many mailboxes, one for each line of a list
  homing sign-in  --from URL           permit access in the browser, kept for later
                                       runs in the keychain; --to for the other side
  homing sign-out --from URL           take that back
  homing practice                      watch a whole move between two pretend servers

Accounts are written as imaps://user@host or imap+starttls://user@host, with :port
when it is not the usual one, and with @ in the user as %40. Passwords are asked for,
or come from the environment: HOMING_FROM_PASSWORD and HOMING_TO_PASSWORD, or
HOMING_FROM_TOKEN and HOMING_TO_TOKEN for OAuth2 access tokens, or were made needless
by homing sign-in.

  --journal FILE     what remembers the move; one file of yours by default
  --ca FILE          trust this certificate authority too (PEM)
  --pin SHA256       trust only the certificate with this fingerprint, at a server of
                     your own; --pin HOST:PORT=SHA256 says which; may be repeated
  --include GLOB     only these mailboxes; may be repeated (* within a name, ** across)
  --exclude GLOB     not these mailboxes; may be repeated
  --with-spam        take the spam mailbox along
  --with-trash       take the trash along
  --merge SOURCE=INTO  put a mailbox's messages where those of another go, behind them;
                     may be repeated (an = within a name is written ==)
  --rename SOURCE=NAME  give a mailbox another name in the new account; may be repeated
  --under NAME       put everything below one mailbox of the new account, INBOX too
  --labels WHAT      from Gmail: folders, each label as a folder (the default); primary,
                     each message once, other labels as keywords; archive, all in one
  --since DATE       leave older messages behind, for example 2020-01-31
  --until DATE       leave messages of that day and later ones behind
  --recent-first DAYS  copy the mail of the last days first, the older mail after it;
                     programs that sort by arrival show older mail on top then
  --max-size SIZE    leave larger messages behind, in bytes or for example 25M
  --refused WHAT     messages the new mailbox refuses: leave, named and left behind (the
                     default); repair, with the least that makes them valid; wrap,
                     unchanged, as the attachment of a small message
  --deep             verify by reading every message again, not only by its list entry
  --sample N         look every message up, and read N of them again, chosen at random
  --dry-run          with run: the same as plan
  --json             one JSON object per line, for scripts
  --config FILE      all of these options from a JSON file; options given here win
  --parallel N       with batch: so many moves at the same time, 2 by default
  --journals FOLDER  with batch: what remembers the moves, receipts and a summary
  --only-unfinished  with batch: leave alone what has arrived already
  --same-destination with batch: several old mailboxes may go into one new one
  --html FILE        with report: write the receipt as a page to keep or print
  --json-file FILE   with report: write the receipt as JSON
  --device           with sign-in: by a code to type on another device
  --oauth-client FILE  with sign-in: a client ID of your own (docs/own-client-id.md)
  -h, --help         this text
  -V, --version      the version

It ends with 0 when everything arrived, 1 unexpected error, 2 not everything arrived as
it was (the report says what, and why), 3 stopped, run it again to go on, 4 wrong usage
or settings, 5 sign-in refused, 6 the new mailbox is full. A batch goes on whatever
becomes of one line, and ends with 0 when all arrived, 1, 5, 6 or 7 (a server or a
setting) when a line needs you, 3 when running it again is enough, 2 when not everything
arrived as it was, and 4 when the list is wrong: then nothing was started.
`;
