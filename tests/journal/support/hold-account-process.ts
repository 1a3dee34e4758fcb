/** Takes the lock of an account in the folder named on the command line, from `me@old.example` into the account named behind it, and stays. */
import { writeSync } from 'node:fs';
import { openDestinationLocks } from '../../../main/journal/destination-locks.ts';

const [folder = '', user = '', host = ''] = process.argv.slice(2);
const address = { port: 993, security: 'tls' } as const;
const hold = openDestinationLocks(() => folder).take(
  { ...address, host: 'old.example', user: 'me' },
  { ...address, host, user },
);
writeSync(1, hold === null ? 'refused\n' : 'held\n');
setInterval(() => hold?.trouble, 60_000);
