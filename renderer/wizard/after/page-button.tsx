import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../components/button.tsx';
import { hostOfPage, openPage } from '../../use-page.ts';

/** Opens a page of the provider in the browser; its host is what the button says. Nothing where there is no page. */
export function PageButton({ url }: { readonly url: string | undefined }): React.JSX.Element | null {
  const [isRefused, setIsRefused] = useState(false);
  if (url === undefined) return null;
  const open = (): void => {
    openPage(url).then(
      (opened) => setIsRefused(!opened),
      () => setIsRefused(true),
    );
  };
  return (
    <>
      <Button icon="external" onPress={open}>
        <FormattedMessage id="after.page" values={{ host: hostOfPage(url) }} />
      </Button>
      {isRefused && (
        <p role="status">
          <FormattedMessage id="after.page.refused" />
        </p>
      )}
    </>
  );
}
