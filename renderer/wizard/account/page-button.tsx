import { useId, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { PageKey } from '../../../shared/model/provider.ts';
import { Button } from '../../components/button.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { hostOfPage, openPage } from '../../use-page.ts';

/** Opens a provider's page in the browser, and says beforehand whose page it is. */
export function PageButton(props: {
  readonly page: PageKey;
  readonly url: string;
  readonly kind?: 'main' | 'plain';
}): React.JSX.Element {
  const { page, url, kind = 'plain' } = props;
  const [isFailed, setIsFailed] = useState(false);
  const id = useId();
  const open = (): void => {
    openPage(url).then(
      (opened) => setIsFailed(!opened),
      () => setIsFailed(true),
    );
  };
  return (
    <div className="account__page">
      <Button kind={kind} icon="external" onPress={open} aria-describedby={id}>
        <FormattedMessage id={`account.page.${page}`} />
      </Button>
      <span id={id} className="quiet" role="status">
        {isFailed ? (
          <FormattedMessage id="account.page.failed" values={{ url: <Foreign text={url} /> }} />
        ) : (
          <FormattedMessage id="account.page.opens" values={{ host: <Foreign text={hostOfPage(url)} /> }} />
        )}
      </span>
    </div>
  );
}
