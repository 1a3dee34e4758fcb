import type { IntlShape } from 'react-intl';
import type { FolderRow } from '../../../shared/ipc/folders-view.ts';

/** What an old folder is called on the screen: what it is for, in the person's language, else its name. */
export function rowLabel(intl: IntlShape, { role, label }: Pick<FolderRow, 'role' | 'label'>): string {
  return role === null ? label : intl.formatMessage({ id: `role.${role}` });
}
