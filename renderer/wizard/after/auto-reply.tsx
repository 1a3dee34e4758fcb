import { useState } from 'react';
import { createIntl, FormattedMessage, useIntl } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { catalogue, type Language } from '../../../shared/messages/catalogue.ts';
import { Choice } from '../../components/choice.tsx';
import { CopyText } from './copy-text.tsx';

const languages = ['en', 'fr'] as const;
const lengths = ['short', 'long'] as const;

/** An automatic answer to be put in at the old provider, in a language of the person's choice, whatever the window speaks. */
export function AutoReply({ move }: { readonly move: MoveView }): React.JSX.Element {
  const intl = useIntl();
  const [language, setLanguage] = useState<Language>(intl.locale.startsWith('fr') ? 'fr' : 'en');
  const [length, setLength] = useState<(typeof lengths)[number]>('short');
  const reply = createIntl({ locale: language, messages: catalogue[language] });
  const values = { address: move.destination?.typed ?? '', old: move.source?.typed ?? '' };
  return (
    <>
      <p>
        <FormattedMessage id="after.auto-reply.text" />
      </p>
      <div className="auto-reply__choices">
        <Choice
          look="segments"
          label={intl.formatMessage({ id: 'after.auto-reply.language' })}
          value={language}
          onChange={setLanguage}
          options={languages.map((value) => ({ value, label: <span lang={value}>{languageName(value)}</span> }))}
        />
        <Choice
          look="segments"
          label={intl.formatMessage({ id: 'after.auto-reply.length' })}
          value={length}
          onChange={setLength}
          options={lengths.map((value) => ({ value, label: intl.formatMessage({ id: `after.auto-reply.${value}` }) }))}
        />
      </div>
      <CopyText
        label={intl.formatMessage({ id: 'after.auto-reply.subject' })}
        text={reply.formatMessage({ id: 'after.auto-reply.subject.text' })}
        lang={language}
      />
      <CopyText
        label={intl.formatMessage({ id: 'after.auto-reply.body' })}
        text={reply.formatMessage({ id: `after.auto-reply.${length}.text` }, values)}
        lang={language}
      />
      <p className="quiet">
        <FormattedMessage id="after.auto-reply.advice" />
      </p>
    </>
  );
}

/** A language's own name, as the first word of a line. */
function languageName(code: Language): string {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}
