import { FormattedMessage, useIntl } from 'react-intl';
import { Icon } from '../components/icon.tsx';
import { ScreenTitle } from '../components/screen-title.tsx';
import { Illustration } from './illustration.tsx';
import { Promises } from './promises.tsx';
import { Scope } from './scope.tsx';
import { StartButton } from './start-button.tsx';

/** Before the first move: what Homing does, what it promises, what comes along and what does not. */
export function Welcome(): React.JSX.Element {
  const intl = useIntl();
  return (
    <>
      <section className="hero">
        <div className="hero__words">
          <ScreenTitle text={intl.formatMessage({ id: 'home.title' })} />
          <p className="lead">
            <FormattedMessage id="home.lead" />
          </p>
          <div className="hero__start">
            <StartButton />
            <p className="promise-line">
              <Icon name="shield" />
              <span>
                <FormattedMessage id="frame.promise" />
              </span>
            </p>
          </div>
        </div>
        <Illustration />
      </section>
      <Promises />
      <Scope />
    </>
  );
}
