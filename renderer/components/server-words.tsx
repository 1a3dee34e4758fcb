import { FormattedMessage } from 'react-intl';
import { Foreign } from './foreign.tsx';

/** What a server said, as a quotation: never translated, never mixed with our own words. */
export function ServerWords(props: { readonly host: string | null; readonly text: string }): React.JSX.Element {
  const { host, text } = props;
  return (
    <figure className="server-words">
      <figcaption>
        {host === null ? (
          <FormattedMessage id="app.serverWords" />
        ) : (
          <FormattedMessage id="app.serverWordsOf" values={{ host: <Foreign text={host} /> }} />
        )}
      </figcaption>
      <blockquote>
        <Foreign text={text} />
      </blockquote>
    </figure>
  );
}
