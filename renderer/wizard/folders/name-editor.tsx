import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../components/button.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { FolderTreeRowProps } from './folder-tree-row.tsx';
import { isolate } from './isolate.ts';
import { PartnerSelect } from './partner-select.tsx';
import { rowLabel } from './row-label.ts';
import { useNameEditor } from './use-name-editor.ts';

/** The new name of a folder, typed in its place, or another folder to put it together with. Enter takes it, Escape leaves everything as it was. */
export function NameEditor(props: FolderTreeRowProps): React.JSX.Element {
  const { row, delimiter, actions } = props;
  const intl = useIntl();
  const editor = useNameEditor(props);
  const { refusal } = editor;
  const input = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const [label] = useState(() => isolate(rowLabel(intl, row)));
  useLayoutEffect(() => {
    const field = input.current ?? form.current?.querySelector<HTMLElement>('select');
    field?.focus();
    input.current?.select();
  }, []);
  // What is wrong, and the buttons below it, must not grow out of sight.
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
  });
  const error = editor.problem === null ? null : intl.formatMessage({ id: `folders.name.${editor.problem}` });
  return (
    <span
      role="gridcell"
      className="tree__new"
      tabIndex={-1}
      data-editor
      onKeyDown={({ key }) => {
        if (key === 'Escape') editor.cancel();
      }}
    >
      <form
        ref={form}
        className="name-editor"
        onSubmit={(event) => {
          event.preventDefault();
          editor.submit(editor.text);
        }}
      >
        {editor.into === '' && (
          <TextField
            ref={input}
            label={intl.formatMessage({ id: 'folders.name.label' }, { name: label })}
            value={editor.text}
            onChange={editor.type}
            error={error}
            description={delimiter !== null && <FormattedMessage id="folders.name.separator" values={{ delimiter }} />}
            autoComplete="off"
          />
        )}
        <PartnerSelect {...props} into={editor.into} onChange={editor.chooseInto} />
        <div className="name-editor__actions">
          {editor.into === '' && refusal && (
            <Button onPress={() => editor.submit(refusal.instead)}>
              <FormattedMessage
                id="folders.name.suggestion"
                values={{ name: <Foreign text={refusal.insteadName} /> }}
              />
            </Button>
          )}
          {editor.into === '' && refusal?.takenBy && (
            <Button onPress={() => actions.putTogether(row.source, refusal.takenBy?.source ?? null)}>
              <FormattedMessage
                id="folders.name.together"
                values={{ name: <Foreign text={rowLabel(intl, refusal.takenBy)} /> }}
              />
            </Button>
          )}
          <Button kind="main" isBusy={editor.isBusy} onPress={() => editor.submit(editor.text)}>
            <FormattedMessage id={editor.into === '' ? 'folders.name.confirm' : 'folders.together.one'} />
          </Button>
          <Button kind="quiet" onPress={editor.cancel}>
            <FormattedMessage id="folders.name.cancel" />
          </Button>
        </div>
      </form>
    </span>
  );
}
