import { FormattedMessage } from 'react-intl';

const steps = ['1', '2', '3', '4'] as const;

/** What it takes when the domain of the address is one's own. */
export function OwnDomain(): React.JSX.Element {
  return (
    <>
      <p>
        <FormattedMessage id="after.own-domain.text" />
      </p>
      <ol className="after-steps">
        {steps.map((step) => (
          <li key={step}>
            <FormattedMessage id={`after.own-domain.step.${step}`} />
          </li>
        ))}
      </ol>
    </>
  );
}
