import { FormattedMessage } from 'react-intl';
import type { CheckLine } from '../../../shared/ipc/checks-view.ts';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import { Chip } from '../../components/chip.tsx';
import type { IconName } from '../../components/icon.tsx';
import type { Tone } from '../../components/tone.ts';

interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly words: MessageId;
}

const looks: Readonly<Record<CheckLine['verdict'], Look>> = {
  pass: { tone: 'good', icon: 'check', words: 'checks.verdict.pass' },
  warn: { tone: 'warn', icon: 'note', words: 'checks.verdict.warn' },
  fail: { tone: 'fail', icon: 'cross', words: 'checks.verdict.fail' },
  running: { tone: 'wait', icon: 'refresh', words: 'checks.verdict.running' },
  open: { tone: 'info', icon: 'clock', words: 'checks.verdict.open' },
};

/** How a check went, in a word with its sign. */
export function CheckVerdict({ line }: { readonly line: CheckLine }): React.JSX.Element {
  const { tone, icon, words } = lookOf(line);
  return (
    <Chip tone={tone} icon={icon}>
      <FormattedMessage id={words} />
    </Chip>
  );
}

function lookOf({ id, verdict, acknowledged }: CheckLine): Look {
  if (verdict === 'warn' && acknowledged) return { tone: 'good', icon: 'check', words: 'checks.verdict.understood' };
  if (verdict === 'open' && id === 'write-test') return { ...looks.open, words: 'checks.verdict.notAsked' };
  return looks[verdict];
}
