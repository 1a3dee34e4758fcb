import { FormattedMessage } from 'react-intl';
import { ask } from '../bridge.ts';
import { Button } from '../components/button.tsx';
import { usePlace } from '../use-place.ts';

/** A whole move to watch before giving any password. */
export function PracticeOffer(): React.JSX.Element {
  const { goTo } = usePlace();
  const start = async (): Promise<void> => {
    await ask('startPractice');
    goTo({ kind: 'practice' });
  };
  return (
    <section className="practice-offer" aria-labelledby="practice-offer">
      <div className="practice-offer__words">
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
      <Button icon="play" onPress={() => void start()}>
        <FormattedMessage id="home.practice.start" />
      </Button>
    </section>
  );
}
