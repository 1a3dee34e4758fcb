import { rosettePath } from './rosette.ts';

const ring = { middle: 40, swing: 5 };
const lines = [0, 1, 2, 3].map((turn) => rosettePath(24, ring, (turn * Math.PI) / 2));
const inner = rosettePath(12, { middle: 29, swing: 2.5 });
const marks = {
  all: 'M-12 1l8 8 17-18',
  failed: 'M0-14V4M0 13v.1',
  incomplete: 'M0-14V4M0 13v.1',
  altered: 'M0-14V4M0 13v.1',
  doubled: 'M0-14V4M0 13v.1',
  waiting: 'M0-14V1l10 7',
} as const;

/** The seal of the receipt: drawn, ours, and without meaning of its own; the words beside it say everything. */
export function Seal({ verdict }: { readonly verdict: keyof typeof marks }): React.JSX.Element {
  return (
    <svg className="certificate-seal" viewBox="-48 -48 96 96" aria-hidden="true" focusable="false">
      {lines.map((line) => (
        <path key={line} className="certificate-seal__line" d={line} />
      ))}
      <path className="certificate-seal__line" d={inner} />
      <circle className="certificate-seal__field" r="24" />
      <path className="certificate-seal__mark" d={marks[verdict]} />
    </svg>
  );
}
