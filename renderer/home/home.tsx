import { Button } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import type { AppState } from '../../shared/ipc/app-state.ts';
import { ScreenTitle } from '../components/screen-title.tsx';
import { Promises } from './promises.tsx';

/** The first screen: what Homing is, what it promises, and a move to watch before giving any password. */
export function Home(_props: { readonly state: AppState }): React.JSX.Element {
  return (
    <div className="home">
      <div className="home__intro">
        <ScreenTitle text={useIntl().formatMessage({ id: 'home.title' })} />
        <p className="lead">
          <FormattedMessage id="home.lead" />
        </p>
      </div>
      <Promises />
      <section className="card card--practice" aria-labelledby="practice-offer">
        <div>
          <h2 id="practice-offer">
            <FormattedMessage id="home.practice.title" />
          </h2>
          <p>
            <FormattedMessage id="home.practice.text" />
          </p>
          <p className="quiet">
            <FormattedMessage id="home.practice.needs" />
          </p>
        </div>
        <Button className="button button--main" onPress={() => undefined}>
          <FormattedMessage id="home.practice.start" />
        </Button>
      </section>
      <Scope />
    </div>
  );
}

function Scope(): React.JSX.Element {
  return (
    <section className="scope" aria-labelledby="scope">
      <h2 id="scope" className="scope__title">
        <FormattedMessage id="home.scope.title" />
      </h2>
      <dl>
        <div>
          <dt>
            <FormattedMessage id="home.scope.copied" />
          </dt>
          <dd>
            <FormattedMessage id="home.scope.copied.text" />
          </dd>
        </div>
        <div>
          <dt>
            <FormattedMessage id="home.scope.left" />
          </dt>
          <dd>
            <FormattedMessage id="home.scope.left.text" />
          </dd>
        </div>
      </dl>
      <p className="quiet">
        <FormattedMessage id="home.real" />
      </p>
    </section>
  );
}
