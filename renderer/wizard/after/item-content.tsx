import type { AfterItem, MoveView } from '../../../shared/ipc/move-view.ts';
import { AutoReply } from './auto-reply.tsx';
import { Consent } from './consent.tsx';
import { Contacts } from './contacts.tsx';
import { Devices } from './devices.tsx';
import { Forwarding } from './forwarding.tsx';
import { KeepOld } from './keep-old.tsx';
import { OwnDomain } from './own-domain.tsx';
import { RecoveryAddress } from './recovery-address.tsx';
import { Services } from './services.tsx';

/** How one thing of the list is done. */
export function ItemContent(props: {
  readonly move: MoveView;
  readonly item: AfterItem;
  readonly closeDay: number;
}): React.JSX.Element {
  const { move, item, closeDay } = props;
  switch (item) {
    case 'forwarding':
      return <Forwarding move={move} />;
    case 'own-domain':
      return <OwnDomain />;
    case 'auto-reply':
      return <AutoReply move={move} />;
    case 'services':
      return <Services />;
    case 'recovery-address':
      return <RecoveryAddress />;
    case 'contacts':
      return <Contacts move={move} />;
    case 'devices':
      return <Devices account={move.destination} />;
    case 'consent':
      return <Consent move={move} />;
    case 'keep-old':
      return <KeepOld move={move} at={closeDay} />;
  }
}
