import { FormattedMessage, useIntl } from 'react-intl';
import type { FolderTable } from '../../../shared/ipc/folders-view.ts';
import { Chip } from '../../components/chip.tsx';
import { LiveText } from '../../components/live-text.tsx';
import { Notice } from '../../components/notice.tsx';
import { useQuantities } from '../../use-quantities.ts';

/** What goes along in all, and whether the new mailbox has room for it. Said aloud when it changes. */
export function FolderTotals(props: { readonly table: FolderTable; readonly since: number | null }): React.JSX.Element {
  const { totals, room } = props.table;
  const intl = useIntl();
  const { bytes } = useQuantities();
  const values = {
    ...totals,
    hasBytes: totals.bytes === null ? 'no' : 'yes',
    bytes: bytes(totals.bytes ?? 0),
  };
  const isRoomTold = room.kind !== 'unknown' || totals.bytes !== null;
  const roomId = isRoomTold ? (`folders.room.${room.kind}` as const) : 'folders.room.unknown.sizes';
  const roomText = intl.formatMessage({ id: roomId }, roomValues(room, bytes));
  const unopened = props.table.rows.filter((row) => row.include && row.unopened).length;
  const text = intl.formatMessage({ id: 'folders.total' }, values);
  return (
    <div className="totals">
      <LiveText text={`${text}. ${roomText}`} />
      <p className="totals__line">
        <span className="totals__label">
          <FormattedMessage id="folders.total.label" />
        </span>
        <strong className="totals__amount">{text}</strong>
        <RoomChip kind={room.kind}>{roomText}</RoomChip>
      </p>
      {props.since !== null && totals.mailboxes > 0 && (
        <p className="quiet">
          <FormattedMessage id="folders.total.since" />
        </p>
      )}
      {unopened > 0 && (
        <p className="quiet">
          <FormattedMessage id="folders.total.unopened" values={{ count: unopened }} />
        </p>
      )}
      {room.kind === 'does-not-fit' && (
        <p className="quiet">
          <FormattedMessage id="folders.room.help" />
        </p>
      )}
      {totals.mailboxes === 0 && (
        <Notice tone="fail" role="alert" title={<FormattedMessage id="folders.empty.title" />}>
          <p>
            <FormattedMessage id="folders.empty.text" />
          </p>
        </Notice>
      )}
    </div>
  );
}

function RoomChip(props: { readonly kind: FolderTable['room']['kind']; readonly children: string }): React.JSX.Element {
  const { kind, children } = props;
  if (kind === 'fits') {
    return (
      <Chip tone="good" icon="check">
        {children}
      </Chip>
    );
  }
  return (
    <Chip tone={kind === 'unknown' ? 'info' : 'fail'} icon={kind === 'unknown' ? 'info' : 'note'}>
      {children}
    </Chip>
  );
}

function roomValues(room: FolderTable['room'], bytes: (bytes: number) => string): { readonly bytes: string } {
  if (room.kind === 'unknown') return { bytes: '' };
  return { bytes: bytes(room.kind === 'fits' ? room.freeBytes : room.missingBytes) };
}
