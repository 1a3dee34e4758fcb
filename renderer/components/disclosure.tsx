import { Icon } from './icon.tsx';

/** More for who wants it, closed at first. The browser's own: it is found by searching the page, too. */
export function Details(props: {
  readonly summary: React.ReactNode;
  readonly children: React.ReactNode;
}): React.JSX.Element {
  return (
    <details className="details">
      <summary>
        <Icon name="chevron" />
        <span>{props.summary}</span>
      </summary>
      <div className="details__body">{props.children}</div>
    </details>
  );
}
