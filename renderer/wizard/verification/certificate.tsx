import { FormattedMessage } from 'react-intl';
import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { CertificateFigures } from './certificate-figures.tsx';
import { Seal } from './seal.tsx';
import { depthOf, sumUp, type Sum } from './verdict.ts';

/** The verdict on the whole move, set like a certificate. */
export function Certificate({ receipt }: { readonly receipt: ReceiptView }): React.JSX.Element {
  const sum = sumUp(receipt);
  const { verdict } = sum;
  return (
    <section className={`certificate certificate--${verdict}`} aria-labelledby="verdict">
      <Seal verdict={verdict} />
      <div className="certificate__words">
        <p className="certificate__kind">
          <FormattedMessage id="verification.seal.kind" />
        </p>
        <h2 id="verdict" className="certificate__headline">
          <Headline sum={sum} />
        </h2>
        <p className="certificate__meaning">
          <Meaning totals={receipt.totals} sum={sum} />
        </p>
      </div>
      <Ends receipt={receipt} />
      <CertificateFigures receipt={receipt} />
    </section>
  );
}

function Headline({ sum }: { readonly sum: Sum }): React.JSX.Element {
  const { verdict, arrived, waiting, isCounted, failed, altered, doubled, folders } = sum;
  if (verdict === 'waiting')
    return (
      <FormattedMessage id={`verification.headline.waiting${isCounted ? '' : '.open'}`} values={{ count: waiting }} />
    );
  const values = { count: arrived, failed, altered, doubled, folders, isCounted: isCounted ? 'yes' : 'no' };
  return <FormattedMessage id={`verification.headline.${verdict}`} values={values} />;
}

/** What it means, and how it is known. */
function Meaning(props: { readonly totals: ReceiptView['totals']; readonly sum: Sum }): React.JSX.Element {
  const { totals, sum } = props;
  const { verdict, arrived: count } = sum;
  if (verdict === 'waiting') return <FormattedMessage id="verification.meaning.waiting" values={{ count }} />;
  const depth = depthOf(totals);
  const { verified, compared, comparedAtRandom: random } = totals;
  const chosen = random === compared ? 'all' : random > 0 ? 'some' : 'none';
  const values = { verified, compared, arrived: count, random, chosen };
  return (
    <>
      {count > 0 && <FormattedMessage id={`verification.meaning.${depth}`} values={values} />}{' '}
      {depth === 'part' && compared > 0 && (
        <>
          <FormattedMessage id="verification.meaning.compared" values={values} />{' '}
        </>
      )}
      {verdict !== 'all' && <FormattedMessage id={`verification.meaning.${verdict}`} />}
    </>
  );
}

function Ends({ receipt }: { readonly receipt: ReceiptView }): React.JSX.Element {
  return (
    <dl className="certificate__ends">
      {(['from', 'to'] as const).map((end) => (
        <div key={end}>
          <dt>
            <FormattedMessage id={`verification.${end}`} />
          </dt>
          <dd>
            <Foreign text={receipt[end].user} />
            <span className="certificate__host">
              <Foreign text={receipt[end].host} />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
