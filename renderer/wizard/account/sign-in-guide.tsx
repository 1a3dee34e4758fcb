import { FormattedMessage } from 'react-intl';
import { providerOf } from './account-form.ts';
import { PageButton } from './page-button.tsx';
import type { SignInForm } from './sign-in-form.ts';

/** How signing in works here: what to do, line by line, and the pages to do it on. */
export function SignInGuide({ at }: { readonly at: SignInForm }): React.JSX.Element | null {
  const { lines, pages, name } = at.guide;
  const provider = providerOf(at.form);
  if (lines.length === 0) return null;
  const items = lines.map((id) => (
    <li key={id}>
      <FormattedMessage id={id} values={{ provider: name }} />
    </li>
  ));
  return (
    <div className="account__guide">
      {lines.length > 1 ? <ol className="account__lines">{items}</ol> : <ul className="account__line">{items}</ul>}
      {pages.map((page) => {
        const url = provider?.pages[page];
        return url === undefined ? null : <PageButton key={page} page={page} url={url} />;
      })}
    </div>
  );
}
