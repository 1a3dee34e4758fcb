import { FormattedMessage } from 'react-intl';

const topics = ['safe', 'stop', 'password', 'stuck'] as const;

/** Answers to what people ask in the middle of a move. */
export function HelpTopics(): React.JSX.Element {
  return (
    <dl className="help">
      {topics.map((topic) => (
        <div key={topic}>
          <dt>
            <FormattedMessage id={`frame.help.${topic}.title`} />
          </dt>
          <dd>
            <FormattedMessage id={`frame.help.${topic}.text`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
