import { describeOldDates } from './old-dates.ts';
import { describeQuota } from './quota-suite.ts';
import { startCourier } from '../support/servers/courier.ts';
import { describeCompat } from './compat-suite.ts';

describeCompat([{ name: 'Courier', start: startCourier, renames: { '🎉 party 👩‍👩‍👧': '_ party _' } }]);

describeQuota('Courier', startCourier);
describeOldDates('Courier', startCourier);
