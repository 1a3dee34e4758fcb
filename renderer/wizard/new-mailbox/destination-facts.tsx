import { FormattedMessage } from 'react-intl';
import type { AccountView } from '../../../shared/ipc/account-view.ts';
import { useQuantities } from '../../use-quantities.ts';
import { ContentsFact } from '../account/contents-fact.tsx';
import { Fact } from '../account/fact.tsx';

/** What a new mailbox can take: room, the largest message, and the special folders it has. */
export function DestinationFacts(props: { readonly facts: NonNullable<AccountView['facts']> }): React.JSX.Element {
  const { facts } = props;
  const { bytes } = useQuantities();
  const { quota, appendLimit, roles } = facts;
  return (
    <>
      <ContentsFact facts={facts} />
      <Fact name="account.fact.room">
        {quota && (
          <FormattedMessage
            id="account.fact.room.value"
            values={{
              free: bytes(Math.max(0, quota.limitBytes - quota.usedBytes)),
              limit: bytes(quota.limitBytes),
            }}
          />
        )}
      </Fact>
      <Fact name="account.fact.largest">{appendLimit === null ? null : bytes(appendLimit)}</Fact>
      <Fact name="account.fact.roles">
        {roles.length === 0 ? <FormattedMessage id="account.fact.noRoles" /> : <Roles roles={roles} />}
      </Fact>
    </>
  );
}

function Roles(props: { readonly roles: NonNullable<AccountView['facts']>['roles'] }): React.JSX.Element {
  return (
    <ul className="account__roles">
      {props.roles.map((role) => (
        <li key={role}>
          <FormattedMessage id={`role.${role}`} />
        </li>
      ))}
    </ul>
  );
}
