import { FormattedMessage, useIntl } from 'react-intl';
import type { FolderChoices } from '../../../shared/ipc/folders-view.ts';
import { Choice } from '../../components/choice.tsx';
import type { Choose } from './folder-chooser.tsx';
import { UnderField } from './under-field.tsx';

/** The same folders as before, or everything below one. */
export function PresetChoice(props: { readonly choices: FolderChoices; readonly choose: Choose }): React.JSX.Element {
  const { choices, choose } = props;
  const intl = useIntl();
  const suggestion = intl.formatMessage({ id: 'folders.under.default' });
  const options = (['as-it-was', 'into-one'] as const).map((value) => ({
    value,
    label: <FormattedMessage id={`folders.preset.${value}`} />,
    text: <FormattedMessage id={`folders.preset.${value}.text`} />,
  }));
  return (
    <div className="folders__preset">
      <Choice
        label={intl.formatMessage({ id: 'folders.preset' })}
        look="cards"
        value={choices.preset}
        options={options}
        onChange={(preset) => void choose({ ...choices, preset, under: choices.under ?? suggestion })}
      />
      {choices.preset === 'into-one' && (
        <UnderField
          value={choices.under ?? suggestion}
          suggestion={suggestion}
          onChange={(under) => void choose({ ...choices, under })}
        />
      )}
    </div>
  );
}
