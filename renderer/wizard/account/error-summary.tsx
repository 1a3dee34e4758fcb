import { Link } from 'react-aria-components';
import { FormattedMessage } from 'react-intl';
import { Notice } from '../../components/notice.tsx';
import type { SignInForm } from './sign-in-form.ts';

/** What a press found to be wrong, at the top, each line leading to its field (WCAG 3.3.1). */
export function ErrorSummary({ at }: { readonly at: SignInForm }): React.JSX.Element {
  const { list } = at.faults;
  return (
    <Notice tone="fail" title={<FormattedMessage id="account.faults" values={{ count: list.length }} />}>
      <ul className="account__faults">
        {list.map(({ field, message }) => (
          <li key={field}>
            <Link className="account__link" onPress={() => at.goTo(field)}>
              <FormattedMessage id={message} values={{ side: at.side }} />
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
