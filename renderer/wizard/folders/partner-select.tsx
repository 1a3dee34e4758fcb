import { FormattedMessage, useIntl } from 'react-intl';
import { Select } from '../../components/select.tsx';
import type { FolderTreeRowProps } from './folder-tree-row.tsx';
import { isolate } from './isolate.ts';

/** Which other folder a folder is put together with, if it is; or why that cannot be. Counts once it is confirmed. */
export function PartnerSelect(
  props: FolderTreeRowProps & { readonly into: string; readonly onChange: (into: string) => void },
): React.JSX.Element | null {
  const { row, actions, into, onChange } = props;
  const intl = useIntl();
  if (!row.canMerge) {
    return (
      <p className="quiet">
        <FormattedMessage id="folders.together.labels" />
      </p>
    );
  }
  const partners = actions.partnersOf(row);
  if (partners.length === 0) return null;
  const own = { value: '', label: intl.formatMessage({ id: 'folders.together.own' }) };
  const others = partners.map(({ source, role, name }) => ({
    value: source,
    label: role === null ? isolate(name) : intl.formatMessage({ id: `role.${role}` }),
  }));
  return (
    <>
      <Select
        label={intl.formatMessage({ id: 'folders.together.label' })}
        value={into}
        options={[own, ...others]}
        onChange={onChange}
      />
      {into !== '' && (
        <p className="quiet" role="status">
          <FormattedMessage id="folders.together.text" />
        </p>
      )}
    </>
  );
}
