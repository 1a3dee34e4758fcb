import { startCyrus } from '../support/servers/cyrus.ts';
import { describeCompat } from './compat-suite.ts';

describeCompat([
  {
    name: 'Cyrus with INBOX. and dots',
    start: () => startCyrus('altnamespace: no\nunixhierarchysep: no\n'),
    renames: { '{5}': '_5_', '{5+}': '_5+_' },
  },
  {
    name: 'Cyrus as it comes today, with slashes',
    start: () => startCyrus('altnamespace: yes\nunixhierarchysep: yes\n'),
    renames: { '{5}': '_5_' },
  },
]);
