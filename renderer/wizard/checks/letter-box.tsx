/** A letter box on its post, drawn: letters look out of the old one, the flag of the new one waits. The words beside it say the same. */
export function LetterBox(props: {
  readonly side: 'source' | 'destination';
  readonly isFull: boolean;
}): React.JSX.Element {
  const { side, isFull } = props;
  return (
    <svg className={`letter-box letter-box--${side}`} viewBox="0 0 96 96" aria-hidden="true" focusable="false">
      {isFull && (
        <g className="letter-box__letters">
          <path d="M22 32l6-17 30 8-4 12z" />
          <path d="M27 18l17 12 13-6" />
        </g>
      )}
      <path className="letter-box__post" d="M44 66h9v26h-9z" />
      <path className="letter-box__side" d="M30 28h38a17 17 0 0 1 17 17v21H47V45a17 17 0 0 0-17-17z" />
      <path className="letter-box__door" d="M13 45a17 17 0 0 1 34 0v21H13z" />
      <path className="letter-box__slot" d="M22 47h16" />
      <g className="letter-box__flag">
        <path d="M66 50V22" />
        <path d="M66 22h13v9H66" />
      </g>
    </svg>
  );
}
