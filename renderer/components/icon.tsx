const drawings = {
  eye: 'M2 12s3.600-6.500 10-6.500S22 12 22 12s-3.600 6.500-10 6.500S2 12 2 12zm10-3a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  check: 'M4.500 12.500l5 5 10-11',
  arrow: 'M3 12h17m-6-6 6 6-6 6',
  pause: 'M8.500 5v14m7-14v14',
  info: 'M12 11v6m0-9.500v.01M12 2.500a9.500 9.500 0 1 0 0 19 9.500 9.500 0 0 0 0-19z',
  note: 'M12 7.500v6m0 3v.01M12 2.500 22 20.500H2z',
} as const;

/** The name of a drawing. */
export type IconName = keyof typeof drawings;

/** A line drawing beside words that say the same: hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }): React.JSX.Element {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}
