import { useEffect, useRef } from 'react';

/** The one heading of a screen. Takes the focus when its screen appears, so that a screen reader begins there. */
export function ScreenTitle({ children }: { readonly children: React.ReactNode }): React.JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 ref={heading} tabIndex={-1} className="screen-title">
      {children}
    </h1>
  );
}
