import { useId } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Icon } from '../../components/icon.tsx';

/** Finds folders by a part of their old or new name. Escape empties it. */
export function FolderFilter(props: {
  readonly text: string;
  readonly onChange: (text: string) => void;
}): React.JSX.Element {
  const { text, onChange } = props;
  const intl = useIntl();
  const id = useId();
  return (
    <div className="folders__filter">
      <label htmlFor={id} className="visually-hidden">
        <FormattedMessage id="folders.filter" />
      </label>
      <span className="folders__search">
        <Icon name="search" />
        <input
          id={id}
          type="search"
          className="field__input"
          placeholder={intl.formatMessage({ id: 'folders.filter' })}
          value={text}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onChange('');
          }}
        />
      </span>
    </div>
  );
}
