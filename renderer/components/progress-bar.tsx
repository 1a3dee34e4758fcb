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
  const full = Math.max(total, 1);
  return (
    <AriaProgressBar
      className={`bar bar--${size}`}
      aria-label={label}
      value={Math.min(done, full)}
      maxValue={full}
      valueLabel={text}
    >
      {({ percentage }) => <span className="bar__fill" style={{ inlineSize: `${String(percentage ?? 0)}%` }} />}
    </AriaProgressBar>
  );
}
