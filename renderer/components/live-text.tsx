/**
 * Words for screen readers only, said when they change; a progress bar is no live region (ARIA25). Must be on the screen before the
 * first change, and change at each tenth and at each new state only.
 */
export function LiveText({ text }: { readonly text: string }): React.JSX.Element {
  return (
    <p className="visually-hidden" role="status">
      {text}
    </p>
  );
}
