import { useEffect, useRef } from 'react';

/** Takes the focus when it appears: for the answer to a press, which may be far from the button. Give it a new key for each answer. */
export function FocusHere({ children }: { readonly children: React.ReactNode }): React.JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className="account__answer">
      {children}
    </div>
  );
}
