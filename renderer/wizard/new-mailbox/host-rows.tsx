import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { FormattedMessage } from 'react-intl';
import type { HostView } from '../../../shared/ipc/hosts-view.ts';
import { Button } from '../../components/button.tsx';
import { HostRow } from './host-row.tsx';

const atOnce = 12;

/** Some hosts, and more of them on demand. */
export function HostRows(props: {
  readonly hosts: readonly HostView[];
  readonly onHave: () => void;
}): React.JSX.Element {
  const { hosts, onHave } = props;
  const [count, setCount] = useState(atOnce);
  const list = useRef<HTMLUListElement>(null);
  const more = Math.min(atOnce, hosts.length - count);
  const showMore = (): void => {
    flushSync(() => setCount(count + atOnce));
    // The button moves on down: whoever pressed it goes on reading where the new ones begin.
    const first = list.current?.children[count];
    if (first instanceof HTMLElement) first.focus();
  };
  if (hosts.length === 0)
    return (
      <p className="hosts__none">
        <FormattedMessage id="hosts.none" />
      </p>
    );
  return (
    <>
      <ul className="hosts__rows" ref={list}>
        {hosts.slice(0, count).map((host) => (
          <HostRow key={host.id} host={host} onHave={onHave} />
        ))}
      </ul>
      {more > 0 && (
        <div>
          <Button onPress={showMore}>
            <FormattedMessage id="hosts.more" values={{ count: more }} />
          </Button>
        </div>
      )}
    </>
  );
}
