import { useEffect, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Output } from '../../shared/ipc/contract.ts';
import { ask } from '../bridge.ts';

/** The licences of everything Homing is made of, in their own words. */
export function Licences(): React.JSX.Element | null {
  const intl = useIntl();
  const [licences, setLicences] = useState<Output<'licences'> | null>(null);
  useEffect(() => {
    ask('licences').then(setLicences, () => setLicences({ text: null }));
  }, []);
  if (licences === null) return null;
  if (licences.text === null)
    return (
      <p>
        <FormattedMessage id="frame.licences.absent" />
      </p>
    );
  return (
    // A field, since it is long and a keyboard must reach it to scroll.
    <textarea
      className="licences"
      readOnly
      spellCheck={false}
      lang="en"
      aria-label={intl.formatMessage({ id: 'frame.licences' })}
      value={licences.text}
    />
  );
}
