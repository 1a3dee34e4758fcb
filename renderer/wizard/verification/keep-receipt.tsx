import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { useRequest } from '../copying/use-request.ts';

const ways = ['html', 'json', 'print'] as const;
const icons = { html: 'download', json: 'download', print: 'print' } as const;

type Way = (typeof ways)[number];
interface Told {
  readonly way: Way;
  readonly saved: boolean;
}

/** The receipt as a file or on paper. What came of it stands below the buttons and stays there. */
export function KeepReceipt({ move }: { readonly move: string }): React.JSX.Element {
  const request = useRequest();
  const [told, setTold] = useState<Told | null>(null);
  const keep = (way: Way) => async (): Promise<unknown> => {
    setTold(null);
    const answer = await (way === 'print' ? ask('printReceipt', { move }) : ask('saveReceipt', { move, format: way }));
    if (answer.problem === null) setTold({ way, saved: answer.saved });
    return answer;
  };
  return (
    <section className="card keep-receipt" aria-labelledby="keep-receipt">
      <h2 id="keep-receipt">
        <FormattedMessage id="verification.receipt.title" />
      </h2>
      <p className="quiet">
        <FormattedMessage id="verification.receipt.text" />
      </p>
      <div className="keep-receipt__buttons">
        {ways.map((way) => (
          <Button key={way} icon={icons[way]} isDisabled={request.isBusy} onPress={() => request.send(keep(way))}>
            <FormattedMessage id={`verification.receipt.${way}`} />
          </Button>
        ))}
      </div>
      <p className="keep-receipt__outcome" role="status">
        {told && (
          <>
            {told.saved && <Icon name="check" />}
            <FormattedMessage id={`verification.receipt.${told.saved ? 'saved' : 'notSaved'}.${told.way}`} />
          </>
        )}
      </p>
      {request.problem && <ProblemNotice problem={request.problem} move={move} />}
    </section>
  );
}
