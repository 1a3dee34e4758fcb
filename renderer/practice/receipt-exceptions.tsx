import { FormattedMessage } from 'react-intl';
import type { PracticeStateOf } from '../../shared/ipc/practice-state.ts';
import { Foreign } from '../components/foreign.tsx';
import { ServerWords } from '../components/server-words.tsx';

type Exceptions = PracticeStateOf<'finished'>['exceptions'];

/** Every message that did not arrive as it was, by name, with the server's own words as a quotation. */
export function ReceiptExceptions({ exceptions }: { readonly exceptions: Exceptions }): React.JSX.Element {
  return (
    <section className="exceptions" aria-labelledby="exceptions">
      <h2 id="exceptions">
        <FormattedMessage id="receipt.exceptions.title" />
      </h2>
      <ul>
        {exceptions.map(({ mailbox, subject, outcome, serverText }, place) => (
          // The list never changes once it is there, and no two entries need differ.
          <li key={place}>
            {subject === null ? <FormattedMessage id="receipt.noSubject" /> : <Foreign text={subject} />}
            <span className="quiet">
              <FormattedMessage id={`receipt.outcome.${outcome}`} values={{ mailbox: <Foreign text={mailbox} /> }} />
            </span>
            {serverText !== null && <ServerWords host={null} text={serverText} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
