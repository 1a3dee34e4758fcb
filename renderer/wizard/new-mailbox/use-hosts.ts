import { useEffect, useState } from 'react';
import type { HostList } from '../../../shared/ipc/hosts-view.ts';
import { ask } from '../../bridge.ts';

/** The hosts of the directory; null while they are being asked for. */
export function useHosts(): HostList | 'failed' | null {
  const [answer, setAnswer] = useState<HostList | 'failed' | null>(null);
  useEffect(() => {
    let isOver = false;
    const keep = (next: HostList | 'failed'): void => {
      if (!isOver) setAnswer(next);
    };
    ask('hosts').then(keep, () => keep('failed'));
    return () => {
      isOver = true;
    };
  }, []);
  return answer;
}
