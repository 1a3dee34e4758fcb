import { useEffect, useRef } from 'react';
import { useWindowTitle } from '../use-window-title.ts';

/**
 * The one heading of a screen. Takes the focus when its screen appears, so that a screen reader begins there.
 * @param text the heading as plain text, for the window's title
 */
export function ScreenTitle(props: { readonly text: string; readonly children?: React.ReactNode }): React.JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useWindowTitle(props.text);
  return (
    <h1 ref={heading} tabIndex={-1} className="screen-title">
      {props.children ?? props.text}
    </h1>
  );
}
