import { ProgressBar as AriaProgressBar } from 'react-aria-components';

/** A bar for a known total. `text` is what is said of it, for example "12 of 90 messages". */
export function ProgressBar(props: {
  readonly label: string;
  readonly text: string;
  readonly done: number;
  readonly total: number;
  readonly size: 'large' | 'small';
}): React.JSX.Element {
  const { label, text, done, total, size } = props;
  // Nothing to do is done.
  const value = total === 0 ? 1 : Math.min(done, total);
  return (
    <AriaProgressBar
      className={`bar bar--${size}`}
      aria-label={label}
      value={value}
      maxValue={Math.max(total, 1)}
      valueLabel={text}
    >
      {({ percentage }) => <span className="bar__fill" style={{ inlineSize: `${String(percentage ?? 0)}%` }} />}
    </AriaProgressBar>
  );
}
