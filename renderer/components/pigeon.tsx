/** The mark: a pigeon on its way home. Decoration, since the name stands beside it. */
export function Pigeon(): React.JSX.Element {
  return (
    <svg className="pigeon" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path d="M6 9c7 1 13 4.500 16.500 10 1.500-1.700 3.800-2.700 6.400-2.700 1.200-3.300 4.100-5.300 7.300-5.300 3.300 0 5.700 2 6.400 4.800L47 17.500l-4.500 1.700c-.4 9.600-7 15.800-15.500 15.800h-2.500L17 42l-1.500-7.500L5 37l6.500-6C7.500 26 5 18 6 9z" />
      <circle cx="37.200" cy="15.800" r="1.500" className="pigeon__eye" />
    </svg>
  );
}
