import { useId, useRef, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../components/button.tsx';
import { copySelected } from './copy-selected.ts';

/** A text to be used elsewhere: read-only, selectable, with a button that copies it and says so. */
export function CopyText(props: {
  readonly label: string;
  readonly text: string;
  /** The text's language, where it is not the window's. */
  readonly lang?: string;
}): React.JSX.Element {
  const { label, text, lang } = props;
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  /** Which text was copied, so that it is not said of another. */
  const [copied, setCopied] = useState<{ readonly text: string; readonly isDone: boolean } | null>(null);
  const copy = (): void => {
    if (area.current) setCopied({ text, isDone: copySelected(area.current) });
  };
  const rows = text.split('\n').length;
  return (
    <div className="copy-text">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={area}
        className="copy-text__area"
        readOnly
        rows={rows}
        value={text}
        lang={lang}
        dir="auto"
      />
      <div className="copy-text__line">
        <Button icon="copy" onPress={copy}>
          <FormattedMessage id="after.copy" />
        </Button>
        <p className="copy-text__outcome" role="status">
          {copied?.text === text && <FormattedMessage id={copied.isDone ? 'after.copied' : 'after.copy.byHand'} />}
        </p>
      </div>
    </div>
  );
}
