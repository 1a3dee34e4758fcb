import { describeOldDates } from './old-dates.ts';
import { describeQuota } from './quota-suite.ts';
import { startCourier } from '../support/servers/courier.ts';
import { caseOnly, describeCompat, takenByAll, takenByMost } from './compat-suite.ts';

describeCompat([
  {
    name: 'Courier',
    start: startCourier,
    keeps: [...takenByAll, ...takenByMost, ...caseOnly, '~tilde'],
    renames: { '🎉 party 👩‍👩‍👧': '_ party _', 'with/delimiter': 'with-delimiter' },
  },
]);

describeQuota('Courier', startCourier);
describeOldDates('Courier', startCourier);
